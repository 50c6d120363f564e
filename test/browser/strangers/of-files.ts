import { lines, solution, type Stranger } from './stranger.ts';

const unitTests = `from solution import Stack

def test_gives_back_the_last():
    stack = Stack()
    stack.push(1)
    stack.push(2)
    assert stack.pop() == 2
    assert stack.pop() == 1

def test_is_empty_at_first():
    assert len(Stack()) == 0
`;

const stack: Stranger = {
  title: 'A stack',
  statement: 'Write a class `Stack` with `push`, `pop` and a length.',
  languages: [['python', {}]],
  tests: ['test_gives_back_the_last', 'test_is_empty_at_first'].map((name) => ({
    name,
    kind: 'unit',
    unitPath: 'test_stack.py',
    unitSource: unitTests,
    unitName: name,
  })),
  solutions: [
    solution('reference', 'python', 'class Stack(list):\n    push = list.append\n'),
    solution(
      'wrong',
      'python',
      'class Stack(list):\n    push = list.append\n    def pop(self): return super().pop(0)\n',
    ),
  ],
};

const files: Stranger = {
  title: 'In two files',
  statement: '`main.py` is there. Write `area` in `shapes.py`: the area of a rectangle.',
  languages: [
    [
      'python',
      {
        'starter.0.content': 'from shapes import area\nprint(area(*map(int, input().split())))\n',
        'starter.0.locked': '1-2',
        'starter.1.path': 'shapes.py',
        'starter.1.content': '# yours\n',
      },
    ],
  ],
  moreStarters: 1,
  tests: [
    { name: 'Three by four', stdin: '3 4\n', expected: lines('12') },
    { name: 'Flat', stdin: '0 9\n', expected: lines('0') },
  ],
  solutions: ['a * b', 'a + b'].map((value, place) => ({
    name: value,
    role: place === 0 ? 'reference' : 'wrong',
    language: 'python',
    files: [
      { content: 'from shapes import area\nprint(area(*map(int, input().split())))\n' },
      { path: 'shapes.py', content: `def area(a, b):\n    return ${value}\n` },
    ],
  })),
};

/** Where files are tested, or are several. */
export const ofFiles: readonly Stranger[] = [stack, files];
