namespace LoraParity.Engines;

/// <summary>What one row of logits stands for.</summary>
public enum OutputKind
{
    /// <summary>One row a position over the vocabulary, predicting the next token.</summary>
    NextToken,

    /// <summary>One row a prompt over the labels of a sequence classifier; nothing is decoded.</summary>
    Labels,
}
