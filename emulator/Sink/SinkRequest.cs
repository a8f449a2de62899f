using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Emulator.Sink;

/// <summary>A request to <c>/sink</c>.</summary>
/// <param name="Time">When it came.</param>
/// <param name="Path">Where it went, from <c>/sink</c> on.</param>
/// <param name="Status">What it was answered with.</param>
/// <param name="Authorized">Whether it had the token; null where none is asked for.</param>
/// <param name="Signed">Whether a signature was right; null where none is asked for.</param>
/// <param name="Headers">Its headers in lower case, without the value of <c>authorization</c>.</param>
/// <param name="Body">Its body as text.</param>
internal sealed record SinkRequest(
    DateTimeOffset Time, string Path, int Status, bool? Authorized, bool? Signed, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>What <c>/sink</c> is to do with what it would take: how it behaves when it is ill.</summary>
/// <param name="Status">The answer.</param>
/// <param name="DelaySeconds">How long the answer takes.</param>
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
