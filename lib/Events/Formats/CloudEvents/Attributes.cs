using System.Globalization;
using Onair.Api.Common;
using Onair.Events.Data;

namespace Onair.Events.Formats.CloudEvents;

/// <summary>The attributes of an event as CloudEvents 1.0 names them, with the extension <c>sequence</c>.</summary>
internal static class Attributes
{
    /// <summary>The media type of the data.</summary>
    public const string DataContentType = "application/json";

    public static IEnumerable<(string Name, string Value)> Of(PendingEvent pending) =>
    [
        ("specversion", "1.0"),
        ("id", pending.Id),
        ("source", pending.Source),
        ("type", pending.Type),
        ("subject", Subject(pending.Source)),
        ("time", pending.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("dataschema", EventSchemas.Uri(pending.Type)),
        // The extension is compared as text: with the digits of the largest number, 10 comes after 9.
        ("sequence", pending.Sequence.ToString("D19", CultureInfo.InvariantCulture)),
    ];

    // /apis/onair.dev/v1alpha1/namespaces/demo/livestreams/event: namespace and name.
    private static string Subject(string source) => source.Split('/') is [.., var ns, _, var name] ? $"{ns}/{name}" : source;
}
