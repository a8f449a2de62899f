using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Streams.Bodies;

namespace Onair.Gateway.Streams.Edits;

/// <summary>What each route changes in a LiveStream, as a merge patch. Pure functions.</summary>
internal static class StreamEdits
{
    /// <summary>Name, description and segment length; what is absent stays.</summary>
    public static JsonObject Update(UpdateBody body)
    {
        var annotations = new JsonObject();
        if (body.Name is not null) annotations[Annotations.DisplayName] = body.Name;
        if (body.Description is not null) annotations[Annotations.Description] = body.Description;
        var patch = new JsonObject();
        if (annotations.Count > 0) patch["metadata"] = new JsonObject { ["annotations"] = annotations };
        if (body.SegmentLength is { } seconds) patch["spec"] = new JsonObject { ["archive"] = new JsonObject { ["segmentSeconds"] = seconds } };
        return patch;
    }

    /// <summary>Runs the stream with these settings; also one that the cost guard holds.</summary>
    public static JsonObject Start(LiveStream stream, StartBody body, DateTimeOffset now)
    {
        var archive = ArchivePaths.Of(body.Path);
        var packaging = new JsonObject { ["startoverWindowSeconds"] = body.StartoverWindowSeconds };
        // Encryption needs a key server, which the request does not name.
        if (stream.Spec.Packaging.Encryption is not null) packaging["encryption"] = new JsonObject { ["keyRotationIntervalSeconds"] = body.KeyRotationInterval };
        var patch = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["state"] = nameof(StreamState.Running),
                ["archive"] = new JsonObject { ["path"] = archive.Path, ["folder"] = archive.Folder },
                ["packaging"] = packaging,
            },
        };
        // A stream on air stays in its session: it was started before.
        var annotations = IsOnAir(stream, now) ? [] : new JsonObject { [Annotations.StartedAt] = StreamTimes.Stamp(stream, now) };
        if (stream.Recorded.Hold is { SessionId: var held }) annotations[Annotations.Resume] = held;
        if (annotations.Count > 0) patch["metadata"] = new JsonObject { ["annotations"] = annotations };
        return patch;
    }

    /// <summary>Stops the stream.</summary>
    public static JsonObject Stop(LiveStream stream, DateTimeOffset now)
    {
        var patch = new JsonObject { ["spec"] = new JsonObject { ["state"] = nameof(StreamState.Stopped) } };
        // A stream that is stopped already, or stopping, was stopped before.
        if (StreamTimes.LastStopped(stream) is null || StreamTimes.IsWanted(stream, now) || StreamTimes.IsStarted(stream, false, now))
            patch["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Annotations.StoppedAt] = StreamTimes.Stamp(stream, now) } };
        return patch;
    }

    private static bool IsOnAir(LiveStream stream, DateTimeOffset now) =>
        stream.Recorded.CurrentSession is { StoppingAt: null } && StreamTimes.IsWanted(stream, now);

    /// <summary>Adds the stream to the CDN, or removes it.</summary>
    public static JsonObject Live(bool live) => new() { ["spec"] = new JsonObject { ["distribution"] = new JsonObject { ["live"] = live } } };

    /// <summary>Adds when it is edited, what request does it, and the version that it was decided on.</summary>
    public static JsonObject Stamped(JsonObject patch, LiveStream stream, DateTimeOffset now, string? idempotencyKeys)
    {
        if (patch["metadata"] is not JsonObject metadata) patch["metadata"] = metadata = [];
        if (metadata["annotations"] is not JsonObject annotations) metadata["annotations"] = annotations = [];
        annotations[Annotations.EditedAt] = now.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        if (idempotencyKeys is not null) annotations[Annotations.IdempotencyKeys] = idempotencyKeys;
        metadata["resourceVersion"] = stream.Metadata.ResourceVersion;
        return patch;
    }
}
