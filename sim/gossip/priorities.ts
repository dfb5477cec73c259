/** What comes first of what happens to a node at one moment. Crashes come before all of it. */
export const priorities = {
  iDontWant: 0,
  heartbeat: 1,
  offer: 2,
  message: 3,
  iHave: 4,
  iWant: 5,
  graft: 6,
  prune: 7,
  validated: 8,
  answer: 9,
  look: 10,
  idle: 11,
  announcement: 12,
  subscription: 13,
} as const;
