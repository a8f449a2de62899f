using System.ComponentModel.DataAnnotations;
using Onair.Api.HlsBroadcasts;

namespace Onair.Events.Data;

/// <summary>What happened to an HlsBroadcast, and its state afterwards.</summary>
public sealed record HlsBroadcastData : ResourceEventData
{
    /// <summary>The declared state.</summary>
    [Required]
    public HlsBroadcastState State { get; init; }

    /// <summary>The resource's phase, for people.</summary>
    public string? Phase { get; init; }

    /// <summary>Whether the encoder keeps the playlist up to date.</summary>
    [Required]
    public bool Receiving { get; init; }

    /// <summary>The folder in S3, e.g. <c>s3://broadcasts/hls/shows/talk/4f5c…</c>.</summary>
    public string? Folder { get; init; }

    /// <summary>The playlist that viewers open.</summary>
    public string? PlaybackUrl { get; init; }

    /// <summary>When the run was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the run's credentials were revoked; absent while it goes on.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>When the credentials in the Secret expire; absent when there are none.</summary>
    public DateTimeOffset? CredentialsExpireAt { get; init; }

    /// <summary>Name of the MediaProvider whose bucket has the folder.</summary>
    public string? ProviderName { get; init; }
}
