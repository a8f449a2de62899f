using System.Text.Encodings.Web;

namespace Onair.Events.Data;

/// <summary>How the events' data is written.</summary>
public static class EventJson
{
    /// <summary>As it is sent: letters of all scripts as themselves, for the data has a limit and is never part of a page.</summary>
    public static EventJsonContext Wire { get; } =
        new(new(EventJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
