# Continues the pipeline: with a configuration, and with the image as a parameter of it. The key goes from the environment
# through jq to curl's standard input: it is on no command line, in no file and in no log.
set -euo pipefail

if [ -z "${CIRCLE_CONTINUATION_KEY:+there}" ]; then
  echo "treestamp: this pipeline cannot be continued: the first configuration needs the line  setup: true" >&2
  exit 1
fi
if [ -z "${TREESTAMP_IMAGE:-}" ]; then
  echo "treestamp: no image is known: run the command resolve or build before this one." >&2
  exit 1
fi
if ! jq --exit-status --null-input --rawfile configuration "$TREESTAMP_CONFIGURATION" \
  --argjson parameters "$TREESTAMP_PARAMETERS" '$parameters | type == "object"' > /dev/null; then
  echo "treestamp: $TREESTAMP_CONFIGURATION cannot be read, or the parameters are not a JSON object: $TREESTAMP_PARAMETERS" >&2
  exit 1
fi

answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
lost=false
for pause in 1 2 4 8 none; do
  true > "$answer"
  status=$(
    jq --null-input --compact-output \
      --rawfile configuration "$TREESTAMP_CONFIGURATION" \
      --argjson parameters "$TREESTAMP_PARAMETERS" \
      --arg name "$TREESTAMP_PARAMETER" --arg image "$TREESTAMP_IMAGE" \
      '{"continuation-key": env.CIRCLE_CONTINUATION_KEY, configuration: $configuration, parameters: ($parameters + {($name): $image})}' |
      curl --silent --show-error --max-time "$TREESTAMP_TIMEOUT" --header 'content-type: application/json' \
        --data-binary @- --output "$answer" --write-out '%{http_code}' "${TREESTAMP_CIRCLECI%/}/api/v2/pipeline/continue"
  ) || true
  said=$(jq --raw-output '.message // "" | tostring | split(env.CIRCLE_CONTINUATION_KEY) | join("***")' "$answer" 2>/dev/null || true)
  case $status in
    2??)
      echo "The pipeline goes on by $TREESTAMP_CONFIGURATION, with $TREESTAMP_PARAMETER = $TREESTAMP_IMAGE"
      exit 0
      ;;
    4[013-9]?) break ;;
    42[0-8]) break ;;
    429) ;;
    5??) lost=true ;;
    *) lost=true ;;
  esac
  if [ "$pause" = none ]; then break; fi
  echo "CircleCI answered ${status:-nothing} ${said:+($said) }to the continuation: once more in $pause s"
  sleep "$pause"
done
echo "treestamp: the pipeline was not continued: CircleCI answered ${status:-nothing}${said:+: $said}" >&2
if [ "$lost" = true ]; then
  echo "An earlier try got no answer, and may have continued it all the same: look at the pipeline's page." >&2
fi
exit 1
