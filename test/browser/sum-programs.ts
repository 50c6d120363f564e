import { existsSync } from 'node:fs';

interface Programs {
  readonly language: string;
  /** What has to be installed where boxes look for it. */
  readonly needs: string;
  /** Prints 3 whatever it reads. */
  readonly wrong: string;
  /** Prints the sum of the two numbers of a line. */
  readonly right: string;
}

const all: readonly Programs[] = [
  { language: 'python', needs: 'python3', wrong: 'print(3)', right: 'print(sum(map(int, input().split())))' },
  {
    language: 'javascript',
    needs: 'node',
    wrong: 'console.log(3);',
    right: `const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ');\nconsole.log(Number(a) + Number(b));`,
  },
  {
    language: 'typescript',
    needs: 'tsc',
    wrong: 'const three: number = 3;\nconsole.log(three);',
    right: `const [a, b]: string[] = require('fs').readFileSync(0, 'utf8').split(' ');\nconsole.log(Number(a) + Number(b));`,
  },
  {
    language: 'c',
    needs: 'gcc',
    wrong: '#include <stdio.h>\nint main(void) { puts("3"); return 0; }',
    right:
      '#include <stdio.h>\nint main(void) { long a, b; scanf("%ld %ld", &a, &b); printf("%ld\\n", a + b); return 0; }',
  },
  {
    language: 'cpp',
    needs: 'g++',
    wrong: '#include <iostream>\nint main() { std::cout << 3 << std::endl; }',
    right: '#include <iostream>\nint main() { long a, b; std::cin >> a >> b; std::cout << a + b << std::endl; }',
  },
  {
    language: 'java',
    needs: 'javac',
    wrong: 'public class Main { public static void main(String[] args) { System.out.println(3); } }',
    right:
      'public class Main { public static void main(String[] args) { var in = new java.util.Scanner(System.in); System.out.println(in.nextLong() + in.nextLong()); } }',
  },
  {
    language: 'go',
    needs: 'go',
    wrong: 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println(3) }',
    right: 'package main\n\nimport "fmt"\n\nfunc main() {\n\tvar a, b int\n\tfmt.Scan(&a, &b)\n\tfmt.Println(a + b)\n}',
  },
  {
    language: 'rust',
    needs: 'rustc',
    wrong: 'fn main() { println!("3"); }',
    right:
      'use std::io::Read;\nfn main() { let mut s = String::new(); std::io::stdin().read_to_string(&mut s).unwrap(); println!("{}", s.split_whitespace().map(|n| n.parse::<i64>().unwrap()).sum::<i64>()); }',
  },
  { language: 'ruby', needs: 'ruby', wrong: 'puts 3', right: 'puts gets.split.map(&:to_i).sum' },
  {
    language: 'perl',
    needs: 'perl',
    wrong: 'print "3\\n";',
    right: 'my ($a, $b) = split " ", <STDIN>;\nprint $a + $b, "\\n";',
  },
  {
    language: 'php',
    needs: 'php',
    wrong: '<?php echo 3;',
    right: '<?php echo array_sum(explode(" ", trim(fgets(STDIN))));',
  },
  { language: 'shell', needs: 'bash', wrong: 'echo 3', right: 'read a b\necho $((a + b))' },
];

/** A wrong and a right program for each language that is installed on this machine. */
export const sumPrograms = all.filter(({ needs }) =>
  ['/usr/bin', '/usr/local/bin'].some((folder) => existsSync(`${folder}/${needs}`)),
);
