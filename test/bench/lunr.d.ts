declare module 'lunr' {
  interface Builder {
    ref(name: string): void;
    field(name: string): void;
    add(document: object): void;
  }
  export default function lunr(build: (this: Builder) => void): {
    search(text: string): { ref: string; score: number }[];
  };
}
