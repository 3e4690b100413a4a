/** How many people of a server voted for or saved a paper, and how many voted against it. */
export interface PaperOpinion {
  paper: string;
  liked: number;
  disliked: number;
}

/** What a server as a whole likes, without who. Every implementation passes test/contracts/opinions.ts. */
export interface Opinions {
  /** The papers that were voted on or saved last, newest first. A person who both voted for and saved counts once. */
  newest(server: string, limit: number): Promise<PaperOpinion[]>;
}
