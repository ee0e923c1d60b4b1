/**
 * Shell functions of `prepare` for paths of the image. Images have symbolic links where one expects folders, and so may a
 * kept overlay: each link is followed as the command would follow it, inside of `root`, and never out of it. No process of
 * the sandbox lives while these work.
 */
export const insideImage = `
# Sets $inside to where $1 leads, from "root" on and without links; what is not there yet is part of it. False for a loop.
resolve() {
  set -- "$1" 0
  inside=root
  while [ -n "$1" ]; do
    part=\${1%%/*}
    case $1 in */*) set -- "\${1#*/}" "$2" ;; *) set -- "" "$2" ;; esac
    case $part in
      "" | .) ;;
      ..) [ "$inside" = root ] || inside=\${inside%/*} ;;
      *)
        if [ -L "$inside/$part" ]; then
          [ "$2" -lt 40 ] && target=$(readlink "$inside/$part" && echo .) || return 1
          target=\${target%??}
          case $target in /*) inside=root ;; esac
          set -- "$target/$1" $(($2 + 1))
        else
          inside=$inside/$part
        fi
        ;;
    esac
  done
}
# Notes that $1, and each folder on the way to it that is missing, is made here: what else is new, the command has made.
note() {
  noted=$1
  until [ -e "$noted" ]; do
    printf '%s\\0' "\${noted#root/}"
    noted=\${noted%/*}
  done >>rw/ours
}
# Makes the folder $1 with the mode $2, unless the image has it; folders above it get 755. Sets $inside.
make_folder() {
  resolve "$1" && { [ -d "$inside" ] || { note "$inside" && mkdir -p -m "$2" "$inside"; }; }
}
# Makes an empty file to mount over, unless something is there that is no folder. Sets $inside.
make_file() {
  resolve "$1" || return 1
  [ ! -e "$inside" ] || [ -d "$inside" ] || return 0
  note "$inside" && { [ -d "\${inside%/*}" ] || mkdir -p "\${inside%/*}"; } && true >"$inside"
}
# True for a file of the image, which $inside then names; no fifo or device is ever opened.
find_file() { resolve "$1" && [ -f "$inside" ]; }
`;
