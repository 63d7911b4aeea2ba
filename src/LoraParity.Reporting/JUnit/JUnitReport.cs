using System.Globalization;
using System.Text;
using System.Xml;
using LoraParity.Files;
using LoraParity.Judgement;
using LoraParity.Reporting.Results;
using LoraParity.Reporting.Text;

namespace LoraParity.Reporting.JUnit;

/// <summary>The results as JUnit XML, which build servers show: a suite a spec, a test a case.</summary>
public static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };

    /// <summary>Writes the report, whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="document">The results.</param>
    public static void Write(string path, ResultsDocument document) => AtomicFile.WriteAllBytes(path, Render(document));

    /// <summary>The report as UTF-8.</summary>
    public static byte[] Render(ResultsDocument document)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "loraparity");
            foreach (var spec in document.Specs)
                Suite(xml, spec);
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Suite(XmlWriter xml, SpecRecord spec)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", PrintableText.Of(spec.Name));
        xml.WriteAttributeString("tests", Number(spec.Cases.Count));
        xml.WriteAttributeString("failures", Number(spec.Cases.Count(c => c.Outcome is not Outcome.Passed)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", "0");
        if (spec.Timings is { } timings)
            xml.WriteAttributeString("time", timings.Stages.Values.Sum().ToString("0.000", CultureInfo.InvariantCulture));
        foreach (var record in spec.Cases)
            Case(xml, spec, record);
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, SpecRecord spec, CaseRecord record)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", PrintableText.Of(spec.Name));
        xml.WriteAttributeString("name", PrintableText.Of($"{record.Variant} › {record.Prompt}"));
        xml.WriteAttributeString("file", PrintableText.Of(spec.Spec));
        xml.WriteAttributeString("line", Number(spec.Prompts.First(p => p.Id == record.Prompt).Line));
        if (record.Outcome is Outcome.Passed)
            xml.WriteElementString("system-out", PrintableText.Of(record.Message));
        else
            Failure(xml, record);
        xml.WriteEndElement();
    }

    private static void Failure(XmlWriter xml, CaseRecord record)
    {
        xml.WriteStartElement("failure");
        xml.WriteAttributeString("type", Outcomes.Word(record.Outcome));
        xml.WriteAttributeString("message", PrintableText.Of(record.Message.Split('\n')[0]));
        xml.WriteString(PrintableText.Of(record.Message));
        xml.WriteEndElement();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
