using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Events.Data;

/// <summary>The data of events: the resource after a transition, as JSON text.</summary>
public static class EventData
{
    /// <summary>The maximum size of data, in bytes of UTF-8.</summary>
    public const int MaxBytes = 16_000;

    /// <summary>The data with as little truncated as it takes to fit.</summary>
    internal static string Fitting<T>(Func<Truncation, T> map, JsonTypeInfo<T> type)
        where T : ResourceEventData
    {
        var text = "";
        foreach (var limits in Limits.Tighter)
        {
            var truncation = new Truncation(limits);
            text = JsonSerializer.Serialize(map(truncation) with { Truncated = truncation.Truncated }, type);
            if (Encoding.UTF8.GetByteCount(text) <= MaxBytes) break;
        }

        return text;
    }
}
