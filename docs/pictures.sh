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
# A week of news, as a library has it: file, publisher, headline, day, text.
article() {
  printf '<!doctype html><html lang="en"><head><title>%s</title><meta property="og:site_name" content="%s"><meta property="article:published_time" content="%s"></head><body><article><h1>%s</h1><p>%s</p></article></body></html>\n' \
    "$3" "$2" "$4" "$3" "$5" > "$home/week/$1.html"
}
mkdir "$home/week"
article a "Example Post" "Northport asks for two more patrol boats" 2025-03-12 "Northport asked Southport for two more patrol boats on Wednesday. Mayor Ada Lind said the winter storms had come early.</p><p>Lind met the harbour masters of both towns on Tuesday."
article b "Sund Courier" "Southport will not lend its patrol boats" 2025-03-12 "Mayor Jon Osei of Southport rejected a request for two patrol boats on Wednesday. The boats were needed at home, Osei said."
article c "Example Post" "Esteria and Norland sign an agreement on fishing" 2025-03-11 "Esteria and Norland signed an agreement on fishing in the strait on Tuesday. Foreign Minister Karel Vint met his Norland counterpart Ada Holm in Port Sund."
article d "The Lakes Tribune" "Ferry workers walk out in Port Sund" 2025-03-11 "Ferry workers in Port Sund went on strike on Tuesday. The union demanded a shorter night shift."
article e "Sund Courier" "Norland sends radar to Esteria" 2025-03-10 "Norland delivered three radar stations to Esteria on Monday. Esteria had asked Norland for the radar in January."
article f "The Lakes Tribune" "Holm and Vint to meet again in Osk" 2025-03-09 "Foreign Minister Ada Holm and President Karel Vint will meet in Osk on 18 March. Holm called the talks useful."
article g "Example Post" "Esteria condemns a shot across the bow" 2025-03-09 "Esteria condemned on Sunday a warning shot fired at one of its trawlers. Norland promised an inquiry."
files=() kept=() # what is opened, and what is in the library before

# screen NAME SIZE STYLE KEYS...: opens the sample, presses the keys, draws what stands there.
screen() {
  local name=$1 size=$2 style=$3 key
  shift 3
  local t=(tmux -L readout-pictures -f "$home/tmux.conf")
  mkdir -p "$home/$name/config/readout"
  printf 'author = "ada"\nstyle = "%s"\n' "$style" > "$home/$name/config/readout/config.toml"
  local run=(env -u TMUX TERM=xterm-256color HOME="$home/$name" XDG_DATA_HOME="$home/$name/data" XDG_STATE_HOME="$home/$name/state" XDG_CONFIG_HOME="$home/$name/config"
    SOURCE_DATE_EPOCH=1764547200 COLORTERM=truecolor NO_COLOR= GLAMOUR_STYLE= "$home/readout")
  [ ${#kept[@]} -eq 0 ] || "${run[@]}" add "${kept[@]}" > "$home/added"
  "${t[@]}" new-session -d -x "${size%x*}" -y "${size#*x}" "${run[@]}" "${files[@]}"
  for _ in {1..100}; do # a key that comes before the reader does is not for it
    sleep 0.1
    [ -z "$("${t[@]}" capture-pane -p | tr -d '[:space:]')" ] || break
  done
  sleep 0.7
  for key in "$@"; do "${t[@]}" send-keys -- "$key"; sleep 0.15; done
  sleep 0.5
  if [ "$style" = light ]; then
    "${t[@]}" capture-pane -e -p -N | "$home/picture" -light > "docs/$name.svg"
  else
    "${t[@]}" capture-pane -e -p -N | "$home/picture" > "docs/$name.svg"
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
screen found 110x24 dark g / r a d a r Enter
screen margin 190x30 dark 1 '}' a 'Ask the ministry for the **wording**.' C-s ']' '}' a 'The third time this year?' C-t C-t C-s 1
screen writing 100x24 dark 1 '}' a 'Ask the ministry for the **wording**, and' Enter Enter '- who signs it' Enter 'since when it is known' M-p
screen help 100x30 dark "?"
screen palette 100x24 dark : n o t e
files=("$home/monday.txt" "$home/tuesday.txt")
screen split 150x30 dark C-w v C-w b 2
files=() kept=("$home/week"/*.html)
screen library 150x34 dark b j j
screen section 100x24 dark V 'meetings 2025-03-01' Enter
