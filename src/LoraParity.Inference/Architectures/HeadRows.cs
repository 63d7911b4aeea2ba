namespace LoraParity.Inference.Architectures;

/// <summary>Of which rows of a sequence the head makes logits.</summary>
public enum HeadRows
{
    /// <summary>Every row: a language model.</summary>
    All,

    /// <summary>The first row: BERT's <c>[CLS]</c>.</summary>
    First,

    /// <summary>The last row: a decoder used as a classifier.</summary>
    Last,
}
