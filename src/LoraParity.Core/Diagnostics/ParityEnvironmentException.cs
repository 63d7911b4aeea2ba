namespace LoraParity.Diagnostics;

/// <summary>
/// This machine cannot run what the spec asks for: no GPU, no such engine, too little memory.
/// A test is skipped with this reason, the tool ends with exit code 3.
/// </summary>
public sealed class ParityEnvironmentException(string message) : Exception(message);
