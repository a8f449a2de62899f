using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Emulator.Sink;

/// <summary>A request to <c>/sink</c>.</summary>
/// <param name="Time">When it was received.</param>
/// <param name="Path">Its path from <c>/sink</c> on.</param>
/// <param name="Status">The status of the response.</param>
/// <param name="Authorized">Whether it had the token; null when none is required.</param>
/// <param name="Signed">Whether a signature was right; null when none is required.</param>
/// <param name="Headers">Its headers in lower case, without the value of <c>authorization</c>.</param>
/// <param name="Body">Its body as text.</param>
internal sealed record SinkRequest(
    DateTimeOffset Time, string Path, int Status, bool? Authorized, bool? Signed, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>How <c>/sink</c> responds to requests that it would accept, to simulate a failing receiver.</summary>
/// <param name="Status">The status of the response.</param>
/// <param name="DelaySeconds">The delay of the response.</param>
/// <param name="RetryAfterSeconds">The header <c>Retry-After</c>.</param>
/// <param name="Location">The header <c>Location</c>.</param>
internal sealed record SinkAnswer(int Status = 200, double DelaySeconds = 0, int? RetryAfterSeconds = null, string? Location = null)
{
    /// <summary>Null, or which member breaks which rule.</summary>
    public string? Violation() =>
        Status is < 200 or > 599 ? $"status: value {Status} must be between 200 and 599"
        : DelaySeconds is not (>= 0 and <= 120) ? "delaySeconds: it must be between 0 and 120"
        : RetryAfterSeconds < 0 ? $"retryAfterSeconds: value {RetryAfterSeconds} must not be negative"
        : null;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<SinkRequest>))]
[JsonSerializable(typeof(SinkAnswer))]
internal sealed partial class SinkJson : JsonSerializerContext;
