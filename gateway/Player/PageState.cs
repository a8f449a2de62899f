using System.Text.Json.Serialization;
using Onair.Gateway.Telemetry;

namespace Onair.Gateway.Player;

/// <summary>What viewers learn of an object, and nothing else leaves the cluster: <c>state.json</c>, and the data in the page.</summary>
internal sealed record PageState
{
    /// <summary>Whether something plays.</summary>
    public required Availability Availability { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>What plays; absent while nothing does.</summary>
    public string? Url { get; init; }

    /// <summary>What the URL is; absent for HLS.</summary>
    public MediaFormat? Format { get; init; }

    /// <summary>What may play later: a page that waits may load from there. It is not part of the JSON.</summary>
    [JsonIgnore]
    public IReadOnlyList<string?> Later { get; init; } = [];

    /// <summary>Whether the URL is nobody's of Onair: the page loads from its origin alone. It is not part of the JSON.</summary>
    [JsonIgnore]
    public bool IsForeign { get; init; }

    /// <summary>Whether the gateway itself has the files. It is not part of the JSON.</summary>
    [JsonIgnore]
    public bool IsRelayed { get; init; }

    /// <summary>What keeps a stream from starting; absent while nothing does.</summary>
    public PageProblem? Problem { get; init; }

    /// <summary>Picture before the video begins.</summary>
    public string? Poster { get; init; }

    /// <summary>When the schedule starts the stream.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>How far back viewers can seek, in seconds.</summary>
    public int? DvrSeconds { get; init; }

    /// <summary>The run of a stream: another one is another video.</summary>
    public string? Session { get; init; }

    /// <summary>Chapters, in seconds from the beginning.</summary>
    public IReadOnlyList<PageChapter>? Chapters { get; init; }

    /// <summary>The sections of an ArchiveSplit, of which <see cref="Section"/> plays; absent when there is one alone.</summary>
    public IReadOnlyList<PageSection>? Sections { get; init; }

    /// <summary>Position of the section, from 0; absent for all that has none.</summary>
    public int? Section { get; init; }
}

/// <summary>A section of an ArchiveSplit.</summary>
/// <param name="Title">Its title; absent when it has only its position.</param>
internal sealed record PageSection(string? Title);

/// <summary>What a URL is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MediaFormat>))]
internal enum MediaFormat
{
    /// <summary>A playlist of HLS.</summary>
    [JsonStringEnumMemberName("hls")]
    Hls,

    /// <summary>A file that browsers play themselves.</summary>
    [JsonStringEnumMemberName("mp4")]
    Mp4,
}

/// <summary>A chapter, in seconds from the beginning.</summary>
internal sealed record PageChapter(double Start, double? End, string Title);

/// <summary>Whether something plays.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Availability>))]
internal enum Availability
{
    /// <summary>The stream has not begun.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>The video is being uploaded or processed.</summary>
    [JsonStringEnumMemberName("preparing")]
    Preparing,

    /// <summary>The stream starts in a few seconds.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>The stream is live.</summary>
    [JsonStringEnumMemberName("live")]
    Live,

    /// <summary>The video plays.</summary>
    [JsonStringEnumMemberName("video")]
    Video,

    /// <summary>The stream has ended.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>It cannot be played.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}

/// <summary>What keeps a stream from starting.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageProblem>))]
internal enum PageProblem
{
    /// <summary>The source does not answer.</summary>
    [JsonStringEnumMemberName("noAnswer")]
    NoAnswer,

    /// <summary>The source leads to an address that is not allowed.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The source has no video that browsers play.</summary>
    [JsonStringEnumMemberName("unplayable")]
    Unplayable,

    /// <summary>There are as many relays as there may be.</summary>
    [JsonStringEnumMemberName("full")]
    Full,
}

/// <summary>The data of the page.</summary>
/// <param name="StateUrl">Where the page polls its state.</param>
/// <param name="WorkerUrl">Path of hls.js's worker.</param>
/// <param name="Origins">The pages that may send commands.</param>
/// <param name="MediaOrigins">The origins that the policy of the page permits for videos.</param>
/// <param name="State">The state now.</param>
/// <param name="Telemetry">What the page needs to report; null when telemetry is off.</param>
internal sealed record PageData(
    string StateUrl, string WorkerUrl, IReadOnlyList<string> Origins, IReadOnlyList<string> MediaOrigins, PageState State, PageTelemetry? Telemetry = null);

/// <summary>JSON of the page. The default encoder escapes <c>&lt;</c>, so that no text can end the script element.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageData))]
internal sealed partial class PlayerJson : JsonSerializerContext;
