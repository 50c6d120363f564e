import { giveWay } from '#src/machine/give-way.ts';
import { openModelServer } from '../../support/model-server.ts';
import { answersAbout } from './answer-about.ts';

export interface ModelFigures {
  readonly asked: number;
  readonly mostOpen: number;
}

/**
 * A model in a process of its own, which tells its address, and its figures whenever it is sent something. A real one has a machine
 * of its own: this one takes no processor from whoever is measured. The first word says after how many milliseconds it answers.
 */
giveWay();
const server = await openModelServer();
server.behave(answersAbout(Number(process.argv[2])));
process.on('message', () => {
  const figures: ModelFigures = { asked: server.asked.length, mostOpen: server.mostOpen };
  process.send!(figures);
});
process.send!(server.url);
