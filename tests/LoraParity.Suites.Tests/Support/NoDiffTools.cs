using System.Runtime.CompilerServices;
using DiffEngine;

namespace LoraParity.Suites.Tests.Support;

/// <summary>These tests make snapshots fail on purpose, which nobody wants to see in a diff tool.</summary>
internal static class NoDiffTools
{
    [ModuleInitializer]
    internal static void TurnOff() => DiffRunner.Disabled = true;
}
