// Modelina has readers of five other formats and generators of eleven other languages. What stands here is all that is
// loaded of it: the build leaves out the rest.
export {
  AnyModel,
  ArrayModel,
  BooleanModel,
  DictionaryModel,
  EnumModel,
  FloatModel,
  InputMetaModel,
  IntegerModel,
  type MetaModel,
  ObjectModel,
  ObjectPropertyModel,
  StringModel,
  TupleModel,
  TupleValueModel,
  TypeScriptGenerator,
  UnionModel,
} from '@asyncapi/modelina';
