import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { idleJudge, settled } from './left-overs.ts';
import { startLocalJudge, type StartedJudge } from './start-local-judge.ts';
import { c, cpp, java, outputOf, submit, type Judged } from './submit.ts';
import { zipOf } from './zip-of.ts';

const slots = 2;
let judge: StartedJudge;

beforeAll(async () => {
  // The limits of compiling are the largest that there are, and nobody wants to wait for those here.
  judge = await startLocalJudge({
    slots,
    config: { max_cpu_time_limit: 5, max_cpu_extra_time: 1, max_wall_time_limit: 12 },
  });
});
afterAll(() => judge.end('SIGTERM'));
afterEach(async () => expect(await settled(judge, slots)).toEqual(idleJudge(slots)));

const compile = (language: number, source: string, more: Readonly<Record<string, unknown>> = {}): Promise<Judged> =>
  submit(judge, { language_id: language, source_code: source, ...more });

const several = (files: Parameters<typeof zipOf>[0], more: Readonly<Record<string, unknown>> = {}): Promise<Judged> =>
  submit(judge, { language_id: 89, additional_files: zipOf(files), ...more });

describe('a program that attacks while it is compiled', () => {
  it('loops in templates, and is a compilation error with its reason [F2-08]', async () => {
    const judged = await compile(
      cpp,
      'template<int N,int M> struct F { static const int v = F<N-1,M>::v + F<N-1,M+1>::v; };\ntemplate<int M> struct F<0,M> { static const int v = 1; };\nint main(){ return F<800,0>::v; }',
      { compiler_options: '-ftemplate-depth=5000' },
    );
    expect(judged).toMatchObject({ status: { id: 6 }, time: null, memory: null, exit_code: null });
  }, 120_000);

  it('loops in macros and includes itself, and does not fill the machine [F2-08]', async () => {
    const levels = Array.from({ length: 30 }, (_, n) => `#define M${n + 1} M${n} M${n} M${n} M${n}`).join('\n');
    const macros = await compile(c, `#define M0 "xxxxxxxxxxxxxxxx"\n${levels}\nconst char*s = M30;\nint main(){}`);
    expect(macros.status.id).toBe(6);
    const itself = await compile(c, '#include "main.c"\n#include "main.c"\nint main(){}', {
      compiler_options: '-fmax-include-depth=100000',
    });
    expect(itself.status.id).toBe(6);
  }, 120_000);

  it('runs code in the compiler, which sees no more than a program would [F2-29]', async () => {
    const processor = `import java.util.*; import javax.annotation.processing.*; import javax.lang.model.*; import javax.lang.model.element.*;
@SupportedAnnotationTypes("*")
public class P extends AbstractProcessor {
  public SourceVersion getSupportedSourceVersion() { return SourceVersion.latest(); }
  public boolean process(Set<? extends TypeElement> a, RoundEnvironment r) {
    System.out.println("SHADOW " + new java.io.File("/etc/shadow").exists() + " " + new java.io.File("${judge.folder}").exists());
    try { new java.net.Socket("127.0.0.1", ${new URL(judge.url).port}); System.out.println("CONNECTED"); } catch (Exception e) { System.out.println("refused"); }
    while (true) { }
  }
}`;
    const judged = await several([
      { name: 'P.java', text: processor },
      { name: 'Main.java', text: 'public class Main { public static void main(String[] a){} }' },
      { name: 'compile', text: 'javac P.java && javac -cp . -processor P Main.java' },
      { name: 'run', text: 'java Main' },
    ]);
    expect(judged).toMatchObject({ status: { id: 6 }, compile_output: 'Compilation time limit exceeded.' });
    const included = await compile(c, '#include "/etc/shadow"\n#include "/proc/1/environ"\nint main(){}');
    expect(included.compile_output).toContain('/etc/shadow: No such file or directory');
    expect(included.compile_output).not.toContain('root:');
  }, 120_000);

  it('prints without end, and the answer stays small [F2-08]', async () => {
    const judged = await several([
      {
        name: 'compile',
        text: 'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done',
      },
      { name: 'run', text: 'true' },
    ]);
    expect(judged.status.id).toBe(6);
    expect((judged.compile_output ?? '').length).toBeLessThanOrEqual(4096 * 1024);
  }, 120_000);

  it('leaves links in the place of its results, and they lead nowhere [F2-29]', async () => {
    const judged = await several([
      {
        name: 'compile',
        text: `ln -s /etc/passwd a.out; ln -s ${judge.folder} folder; ln -s / root; ln /usr/bin/env hard 2>/dev/null; true`,
      },
      { name: 'run', text: 'cat a.out; ls folder/; ls root/home; echo end' },
    ]);
    expect(judged).toMatchObject({ status: { id: 3 }, stdout: 'end\n' });
    expect(judged.stderr).toMatch(/a.out: No such file[^]*folder\/'?: No such file[^]*home'?: No such file/);
  });

  it('takes files from an archive only into its own folder [F2-29]', async () => {
    const judged = await several([
      { name: '../../out', text: 'x' },
      { name: '/abs', text: 'x' },
      { name: 'a/../../b', text: 'x' },
      { name: 'link', text: '/etc/passwd', mode: 0o120777 },
      { name: 'sub/ok.txt', text: 'fine' },
      { name: 'run', text: 'find /box -type f -o -type l | sort; cat sub/ok.txt' },
    ]);
    expect(outputOf(judged)).toBe('/box/run\n/box/sub/ok.txt\nfine');
  });

  it('leaves a process behind that is gone before the program runs [F2-22]', async () => {
    const judged = await several([
      { name: 'compile', text: '(setsid sleep 30; echo late > /box/late) >/dev/null 2>&1 & echo compiled' },
      {
        name: 'run',
        text: 'ls /box; for p in /proc/[0-9]*; do read -r name < $p/comm; [ "$name" = sleep ] && echo FOUND; done; true',
      },
    ]);
    expect(outputOf(judged)).toBe('compile\nrun\n');
    expect(judged.compile_output).toBe('compiled\n');
  });
});

describe('a program that was compiled before', () => {
  it('is not compiled again for other input, and again for other files or options [F2-18]', async () => {
    const source = `#include <cstdio>\n// ${Date.now()}\nint main(int n,char**v){int x=0;if(scanf("%d",&x)!=1)return 1;printf("%d %s",x+D,n>1?v[1]:"");}`;
    const once = { compiler_options: '-DD=1' };
    const first = await compile(cpp, source, { ...once, stdin: '1' });
    expect(outputOf(first)).toBe('2 ');
    const started = performance.now();
    const again = await compile(cpp, source, { ...once, stdin: '5', command_line_arguments: 'word' });
    const warmMs = performance.now() - started;
    expect(outputOf(again)).toBe('6 word');
    const coldStarted = performance.now();
    expect(outputOf(await compile(cpp, source, { compiler_options: '-DD=2', stdin: '5' }))).toBe('7 ');
    expect(warmMs).toBeLessThan(performance.now() - coldStarted);
  });

  it('cannot change what the next one gets [F2-29]', async () => {
    const source =
      '#include <stdio.h>\n#include <stdlib.h>\nint main(){ puts("good"); fflush(stdout); system("echo \'echo evil\' > run; echo \'#!/bin/sh\\necho evil\' > b; mv b a.out; chmod +x a.out"); }';
    for (const each of [1, 2, 3]) expect([each, outputOf(await compile(c, source))]).toEqual([each, 'good\n']);
    expect(
      outputOf(
        await compile(java, 'public class Main { public static void main(String[] a){ System.out.print(6*7); } }'),
      ),
    ).toBe('42');
  }, 80_000);
});
