namespace LoraParity.Plans;

/// <summary>One message of a chat prompt, rendered with the checkpoint's chat template.</summary>
/// <param name="Role">For example <c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The message's text.</param>
public sealed record ChatMessage(string Role, string Content);
