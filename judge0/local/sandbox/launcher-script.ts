/**
 * A launcher, with the judge's socket as 3 and the notes as 9: starts a box whenever it is told `open`, and says `end` with its status. It is a small process because
 * starting another one costs as much as the starter is large: from the judge itself, a third of a short run. It opens the
 * inputs anew for each box, so that each reads from the beginning.
 */
export const launcherScript = `
while read -r -u 3 word && [ "$word" = open ]; do
  "$@" <stdin 2>&9 4<filter 5>&3 7<files 9>&-
  echo "end $?" >&3
done
`;

/** The same with nothing around the program, in the folder \`work\`; ends what it started with it. */
export const unsafeLauncherScript = `
set -m
while read -r -u 3 word && [ "$word" = open ]; do
  { cd -P work && exec "$@"; } <stdin 2>&9 5>&3 7<files 3>&- 9>&- &
  echo "{ \\"child-pid\\": $! }" >&3
  wait $!
  code=$?
  kill -9 -- -$!
  echo "end $code" >&3
done
`;
