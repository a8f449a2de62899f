using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>An input security group; IDLE or IN_USE follows from the inputs.</summary>
internal sealed record SecurityGroup
{
    public required string Id { get; init; }

    public Phase Phase { get; init; } = Phase.Ready;

    /// <summary>When the phase ends by itself.</summary>
    public DateTimeOffset? Due { get; init; }

    public IReadOnlyList<string> Cidrs { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>A push or pull input; DETACHED or ATTACHED follows from the channels.</summary>
internal sealed record Input
{
    public required string Id { get; init; }

    public Phase Phase { get; init; } = Phase.Creating;

    public DateTimeOffset? Due { get; init; }

    public string Name { get; init; } = "";

    public required string Type { get; init; }

    public string RoleArn { get; init; } = "";

    /// <summary><c>application/instance</c> of each destination of a push: one for SINGLE_PIPELINE, two for STANDARD.</summary>
    public IReadOnlyList<string> StreamNames { get; init; } = [];

    /// <summary>Where a pull input's streams are: one for SINGLE_PIPELINE, two for STANDARD.</summary>
    public IReadOnlyList<InputSource> Sources { get; init; } = [];

    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public string? RequestId { get; init; }

    [JsonIgnore]
    public string Class => Math.Max(StreamNames.Count, Sources.Count) > 1 ? "STANDARD" : "SINGLE_PIPELINE";

    [JsonIgnore]
    public bool IsPull => Type != "RTMP_PUSH";
}

/// <summary>A source of a pull input.</summary>
/// <param name="Url">rtmp, http or https.</param>
/// <param name="Username">Empty for none.</param>
/// <param name="PasswordParam">Name of the parameter that has the password; empty for none.</param>
internal sealed record InputSource(string Url, string Username, string PasswordParam);

/// <summary>A channel.</summary>
internal sealed record Channel
{
    public required string Id { get; init; }

    public ChannelState State { get; init; } = ChannelState.Creating;

    public DateTimeOffset? Due { get; init; }

    /// <summary>The transition that is under way will fail, by an injected fault.</summary>
    public bool Fails { get; init; }

    /// <summary>When the channel was asked to start.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Everything configurable, with wire names, defaults filled in.</summary>
    public required JsonObject Settings { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The schedule's actions in the order they were made.</summary>
    public IReadOnlyList<JsonObject> Schedule { get; init; } = [];

    public string? RequestId { get; init; }

    [JsonIgnore]
    public int Pipelines => Settings.Text("channelClass") == "SINGLE_PIPELINE" ? 1 : 2;

    [JsonIgnore]
    public IReadOnlyList<string> InputIds => [.. Settings.Items("inputAttachments").Select(a => a.Text("inputId")!)];
}

[JsonSerializable(typeof(SecurityGroup))]
[JsonSerializable(typeof(Input))]
[JsonSerializable(typeof(Channel))]
internal sealed partial class MediaLiveJson : JsonSerializerContext;
