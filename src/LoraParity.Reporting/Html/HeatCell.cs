namespace LoraParity.Reporting.Html;

/// <summary>One cell of the heat map under one figure.</summary>
/// <param name="Text">The figure.</param>
/// <param name="Level">The class that colours it.</param>
/// <param name="Title">The figure in a sentence.</param>
internal sealed record HeatCell(string Text, string Level, string Title);
