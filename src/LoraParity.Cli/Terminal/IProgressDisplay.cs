using LoraParity.Engines;

namespace LoraParity.Cli.Terminal;

/// <summary>Shows how far long work is, on the messages' stream.</summary>
internal interface IProgressDisplay
{
    /// <summary>Does the work and shows what it reports until it ends.</summary>
    /// <param name="title">What is being done, in a few words.</param>
    /// <param name="work">The work; it reports from one thread at a time.</param>
    void Run(string title, Action<Action<RunProgress>> work);
}
