/**
 * Words of the field that Russian and Chinese readers search for, by the English word that papers use. They are folded
 * in as acronyms are: a paper that says one is found by the other. Short on purpose: terms with one meaning only.
 */
export const GLOSSARY: Readonly<Record<string, readonly string[]>> = {
  attention: ['механизм внимания', '注意力'],
  benchmark: ['бенчмарк', '基准测试'],
  dataset: ['набор данных', '数据集'],
  diffusion: ['диффузия', '扩散'],
  distillation: ['дистилляция', '蒸馏'],
  embedding: ['эмбеддинг', '嵌入'],
  'fine-tuning': ['дообучение', '微调'],
  hallucination: ['галлюцинация', '幻觉'],
  multimodal: ['мультимодальный', '多模态'],
  pretraining: ['предварительное обучение', '预训练'],
  pruning: ['прунинг', '剪枝'],
  quantization: ['квантование', 'квантизация', '量化'],
  reasoning: ['рассуждение', '推理'],
  retrieval: ['информационный поиск', '检索'],
  robot: ['робот', '机器人'],
  segmentation: ['сегментация', '分割'],
  sparse: ['разреженный', '稀疏'],
  transformer: ['трансформер', '变换器'],
};
