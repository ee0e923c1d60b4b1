/** A token service as distribution's specification has it; its tokens are real JWTs, which a real registry checks. */
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { bodyOf, type RunningServer, refuse, startServer } from "./http.ts";

export interface TokenService extends RunningServer {
  /** For `startRegistry`. */
  readonly tokens: {
    readonly realm: string;
    readonly service: string;
    readonly issuer: string;
    readonly jwks: unknown;
    readonly signingalgorithms: readonly string[];
  };
  /** Each token that was given out, the scopes asked for, and who asked. */
  readonly given: { readonly token: string; readonly scopes: readonly string[]; readonly user: string | undefined }[];
  /** Seconds that tokens live by their own account. */
  lifetime: number;
}

/**
 * The user `writer` with this password, or with the identity token `identity of writer`, may do everything; everybody may
 * pull from repositories below `public/`.
 */
export async function startTokenService(password = "secret"): Promise<TokenService> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const issuer = "the tests' token service";
  const service = "the tests' registry";
  const keyId = randomUUID();
  const given: TokenService["given"] = [];
  const state = { lifetime: 300 };

  const server = await startServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://token.example");
    const form = request.method === "POST" ? new URLSearchParams((await bodyOf(request)).toString()) : url.searchParams;
    const scopes = form.getAll("scope").flatMap((scope) => scope.split(" "));
    const user = userOf(request.headers.authorization, form, password);
    if (user === "nobody") return refuse(response, 401, "UNAUTHORIZED", "incorrect username or password");
    const access = scopes.map((scope) => {
      const [type = "", name = "", actions = ""] = scope.split(":");
      const asked = actions.split(",");
      return { type, name, actions: user === "writer" ? asked : name.startsWith("public/") ? ["pull"] : [] };
    });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, sub: user ?? "", aud: service, jti: randomUUID(), iat: now, nbf: now - 10, access };
    const unsigned = [
      { typ: "JWT", alg: "ES256", kid: keyId },
      { ...claims, exp: now + 300 },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const signature = sign("sha256", Buffer.from(unsigned), { key: privateKey, dsaEncoding: "ieee-p1363" });
    const token = `${unsigned}.${signature.toString("base64url")}`;
    given.push({ token, scopes, user });
    response.writeHead(200, { "content-type": "application/json" });
    const name = request.method === "POST" ? "access_token" : "token";
    response.end(JSON.stringify({ [name]: token, expires_in: state.lifetime }));
  });

  const jwk = { ...publicKey.export({ format: "jwk" }), kid: keyId, use: "sig", alg: "ES256" };
  return Object.assign(state, server, {
    given,
    tokens: {
      realm: `http://${server.host}/token`,
      service,
      issuer,
      jwks: { keys: [jwk] },
      signingalgorithms: ["ES256"],
    },
  });
}

/** `nobody` for credentials that are wrong, undefined where none were shown. */
function userOf(authorization: string | undefined, form: URLSearchParams, password: string): string | undefined {
  if (form.get("grant_type") === "refresh_token") {
    return form.get("refresh_token") === "identity of writer" ? "writer" : "nobody";
  }
  if (authorization === undefined) return undefined;
  const text = Buffer.from(authorization.replace(/^Basic /, ""), "base64").toString();
  return text === `writer:${password}` ? "writer" : "nobody";
}
