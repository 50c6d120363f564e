import { z } from 'zod';
import { assignedPlaces } from '#plugins/assignments';
import { readStatement } from '#plugins/problems';
import { mostBytes, problemPlaces, type PlaceOfWork, type WorkPlaces } from '#plugins/submissions';
import { notFound } from '#src/errors.ts';
import { page, redirect } from '#src/http/reply.ts';
import { get, post, type Route } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { mostHints } from '../kinds.ts';
import { connectedHints } from '../panel/connected-hints.ts';
import { hintPanelView, hintsPageView } from '../panel/hint-views.ts';
import { hintsPath } from '../paths.ts';
import { askForHint } from './ask-for-hint.ts';
import { askedCode, CodeInput } from './asked-code.ts';
import { hintPlace, type HintPlace } from './hint-place.ts';
import { selectHints } from './select-hints.ts';

const HintInput = CodeInput.extend({
  number: z.int().min(1).max(mostHints).describe('Which hint: the first that was not asked for yet'),
  percent: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe('Of the points of the problem: what the reader knows it to take'),
});

/** Hints are asked for where a problem is worked on, without leaving it. */
const routesOf = <Shape extends z.ZodRawShape, Place extends PlaceOfWork>(
  places: WorkPlaces<Shape, Place>,
): readonly Route[] => {
  const { allow } = places;
  const params = z.object(places.params);
  return [
    get(hintsPath(places.path), {
      summary: 'The hints that you had where you work on a problem, and the one that you can ask for',
      answer: hintsPageView,
      params,
      allow,
      async handle(scope, { row, visit }) {
        const place = placeOf(scope, row);
        return visit.representation === 'page' ? drawPage(scope, place) : drawPanel(scope, place);
      },
    }),

    post(hintsPath(places.path), {
      summary: 'Asks for the next hint: a question first, then a concept, a place in the code, and steps in words',
      answer: hintPanelView,
      params,
      body: HintInput,
      maxBytes: mostBytes,
      allow,
      async handle(scope, { row, body, visit }) {
        const place = placeOf(scope, row);
        const { number, percent } = body;
        await askForHint(scope, place, { number, percent, ...(await askedCode(scope, place, body)) });
        return visit.representation === 'page' ? redirect(hintsPath(place.base)) : drawPanel(scope, place, 202);
      },
    }),
  ];
};

export const hintRoutes = [...routesOf(problemPlaces), ...routesOf(assignedPlaces)];

function placeOf(scope: Scope, worked: PlaceOfWork): HintPlace {
  const place = hintPlace(scope, worked);
  if (!place) throw notFound('hint');
  return place;
}

const drawPanel = async (scope: Scope, place: HintPlace, status = 200) =>
  page(hintPanelView, connectedHints(place, await selectHints(scope, place)), { status });

async function drawPage(scope: Scope, place: HintPlace) {
  const { title } = await readStatement(scope, place.versionId);
  const hints = connectedHints(place, await selectHints(scope, place));
  return page(hintsPageView, { ...hints, title, solve: place.solve }, { title });
}
