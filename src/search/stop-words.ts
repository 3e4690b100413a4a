/** Words that say nothing about what a paper is about. Folded; an apostrophe is left out (`dont`). */
const ENGLISH = `
a about above after again against all also am an and any are as at be because been before being below between both but
by can cannot could did do does doing done down during each either else etc ever every few for from further get gets got had
has have having he her here hers herself him himself his how however i ie if in into is isnt it its itself just lets
many may me might more most much must my myself neither nor not now of off often on once only onto or other others
ought our ours ourselves out over own per quite rather really s same shall she should since so some such t than that
thats the their theirs them themselves then there thereby therefore these they this those though through thus to too
toward towards under until up upon us very via was we were what whats when where whereas whether which while who whom
whose why will with within without would yet you your yours yourself yourselves
dont doesnt didnt cant couldnt wont wouldnt shouldnt arent wasnt werent hasnt havent hadnt im ive id youre theyre weve
eg al http https www
`;

const RUSSIAN = `
а без более бы был была были было быть в вам вас весь во вот все всего всех всю вы где да даже для до его ее если есть
еще же за здесь и из или им их к как какая какие какой когда которая которого которое которой котором которую которые который
которым которыми которых кто ли либо лишь между меня мне много может можно мой мы на над надо наш наша наше наши нашего нашей
наших него нее нет ни них но ну о об однако он она они оно от очень по под после потом потому почти при про с сам свое своей
своего своих свои себе себя со так также такая такие такое такой там те тем то того тоже той только том тот ту ты у уже
чего чем что чтобы эта эти этих это этого этой этом этот эту я
`;

const CHINESE = `
的 了 和 是 在 我们 我 你 您 他 她 它 他们 它们 这 那 这个 那个 这些 那些 也 都 就 而 及 与 或 但 但是 并 并且 对 对于 中 上 下 为 以 以及
由 从 到 被 把 将 等 其 其中 之 于 所 有 没有 不 很 更 最 如 如何 可以 能 能够 会 要 一个 一种 一些 通过 因此 因为 所以 此 该 本文 什么 怎么 吗 呢
`;

/** Stop words of the three languages together: a text of one language is full of words of another. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `${ENGLISH} ${RUSSIAN} ${CHINESE}`.split(/\s+/).filter((word) => word !== ''),
);
