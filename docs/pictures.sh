#!/usr/bin/env bash
# Draws the pictures of the README from the real program: docs/pictures.sh
set -euo pipefail
cd "$(dirname "$0")/.."
home=$(mktemp -d)
trap 'tmux -L readout-pictures kill-server 2>/dev/null || true; rm -rf "$home"' EXIT
go build -o "$home/readout" ./cmd/readout
go build -o "$home/picture" ./docs/picture
printf 'set -g default-terminal "tmux-256color"\nset -ga terminal-overrides ",*:RGB"\nset -g status off\nset -s escape-time 0\n' > "$home/tmux.conf"

# Two tellings of one story, to stand side by side.
cat > "$home/monday.txt" <<'EOF'
Harbour towns agree to watch the strait together

10 March 2025

Mayor Ada Lind of Northport met Mayor Jon Osei of Southport on Monday. They agreed to share what their coast guards see.

Northport asked Southport for two patrol boats before the winter storms.
EOF
cat > "$home/tuesday.txt" <<'EOF'
Southport will not lend its patrol boats

11 March 2025

Mayor Jon Osei of Southport rejected a request for two patrol boats on Tuesday. "We need them ourselves," Osei said.

The towns agreed on Monday to share what their coast guards see.
EOF
files=()

# screen NAME SIZE STYLE KEYS...: opens the sample, presses the keys, draws what stands there.
screen() {
  local name=$1 size=$2 style=$3 key
  shift 3
  local t=(tmux -L readout-pictures -f "$home/tmux.conf")
  mkdir -p "$home/$name/config/readout"
  printf 'author = "ada"\nstyle = "%s"\n' "$style" > "$home/$name/config/readout/config.toml"
  "${t[@]}" new-session -d -x "${size%x*}" -y "${size#*x}" \
    env -u TMUX TERM=xterm-256color HOME="$home/$name" XDG_DATA_HOME="$home/$name/data" XDG_STATE_HOME="$home/$name/state" XDG_CONFIG_HOME="$home/$name/config" \
    SOURCE_DATE_EPOCH=1764547200 COLORTERM=truecolor NO_COLOR= GLAMOUR_STYLE= "$home/readout" "${files[@]}"
  sleep 1
  for key in "$@"; do "${t[@]}" send-keys "$key"; sleep 0.15; done
  sleep 0.5
  if [ "$style" = light ]; then
    "${t[@]}" capture-pane -e -p | "$home/picture" -light > "docs/$name.svg"
  else
    "${t[@]}" capture-pane -e -p | "$home/picture" > "docs/$name.svg"
  fi
  "${t[@]}" kill-server
  sleep 0.3 # or the next one finds this one ending
}

screen reader 152x36 dark 1 '}' h '}' h h '}' h h h '}' a 'Ask the ministry for the wording.' C-s 1 '}' '}' '}' '}' Enter
screen reader-light 100x30 light 1 '}' h '}' h h '}' h h h '}' v ')'
screen notes 100x30 dark 1 '}' h '}' h h '}' a 'Ask the ministry for the wording.' C-s ']' '}' h h h N
screen timeline 110x30 dark V t
screen people 110x30 dark V p
screen sources 110x24 dark V s
screen beside 150x30 dark 1 '}' V x
screen library 100x20 dark L
screen found 110x24 dark g / r a d a r Enter
screen palette 100x24 dark : n o t e
files=("$home/monday.txt" "$home/tuesday.txt")
screen split 150x30 dark C-w v C-w b 2
