namespace Onair.Emulator.Media.Ingest;

/// <summary>Keeps stream keys out of what nginx says about its clients.</summary>
internal static class Redaction
{
    public static string Hide(string text, IngestTable table)
    {
        foreach (var instance in table.Instances.OrderByDescending(i => i.Length))
            text = text.Replace(instance, "***", StringComparison.Ordinal);
        return text;
    }
}
