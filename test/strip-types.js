import { stripTypeScriptTypes } from "node:module";

/** The whole transformer: types become white space, so that positions in messages are those of the source. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
