using System.Text.Json.Serialization;

namespace Onair.Relays;

/// <summary>What a relay is to read: <c>POST /order</c> at port 8080 of its pod. The pod takes the one URL that its id is made of.</summary>
/// <param name="Url">See <see cref="RelayUrl"/>.</param>
public sealed record RelayOrder(string Url);

/// <summary>How a relay is doing: <c>GET /status</c> at port 8080 of its pod. It holds no URL.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Problem">Why it does not play; null while nothing is wrong. It tries again nevertheless.</param>
public sealed record RelayReport(RelayState State, RelayProblem? Problem);

/// <summary>Where a relay is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RelayState>))]
public enum RelayState
{
    /// <summary>It has no URL yet.</summary>
    Waiting,

    /// <summary>It connects, or waits for the first segment.</summary>
    Starting,

    /// <summary>Its playlist grows.</summary>
    Live,
}

/// <summary>Why a relay does not play.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RelayProblem>))]
public enum RelayProblem
{
    /// <summary>The source does not answer, or sends nothing.</summary>
    NoAnswer,

    /// <summary>The host leads to an address that is not allowed, or the source redirects.</summary>
    Refused,

    /// <summary>The source has no video that browsers play.</summary>
    Unplayable,
}

/// <summary>Source-generated JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RelayOrder))]
[JsonSerializable(typeof(RelayReport))]
public sealed partial class RelayJson : JsonSerializerContext;
