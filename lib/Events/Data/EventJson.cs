using System.Text.Encodings.Web;

namespace Onair.Events.Data;

/// <summary>The JSON of the events' data.</summary>
public static class EventJson
{
    /// <summary>As it is sent. Letters of all scripts are not escaped: the size of the data is limited, and it is never embedded in HTML.</summary>
    public static EventJsonContext Wire { get; } =
        new(new(EventJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
