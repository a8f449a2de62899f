using Onair.Api;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Gateway.Problems;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Streams.Edits;

/// <summary>What chime_start and ivs_start create. Pure functions.</summary>
internal static class NewConnector
{
    private const string UrlEntry = "url";
    private const int LongestUrl = 2048;

    /// <summary>Refuses a URL that is no meeting's, and a stream that takes no push.</summary>
    /// <param name="stream">The stream; null when the meeting goes to IVS.</param>
    /// <param name="url">The meeting's URL.</param>
    /// <exception cref="ProblemException">400 or 422; a meeting's URL is a secret and not repeated.</exception>
    public static void CheckMeeting(LiveStream? stream, string url)
    {
        if (url.Length is 0 or > LongestUrl) throw ProblemException.Invalid("chime_url", "…", $"must have 1 to {LongestUrl} characters");
        ConnectorSpec spec = new() { Source = new() { Meeting = new() { Url = url } }, Target = new() { LiveStreamRef = new() { Name = stream?.Metadata.Name ?? "ivs" } } };
        var violations = ConnectorRules.Check(new(spec) { Stream = stream }).Select(v => StreamFields.Named(v with { Value = v.Value is null ? null : v.Value.Contains(url, StringComparison.Ordinal) ? "…" : v.Value })).ToList();
        if (violations.Find(v => v.Field == "chime_url") is { } broken) throw ProblemException.Invalid(broken.Field, "…", broken.Rule.Split(':')[0]);
        if (violations.Count > 0) throw ProblemException.Unacceptable(violations);
    }

    /// <summary>The Secret with the meeting's URL, which lets in whoever has it. The label lets the Connector read it, whose it is not.</summary>
    public static SecretContent Secret(string name, string url) => SecretContent.Of(name, UrlEntry, url) with
    {
        Labels = new Dictionary<string, string> { [SecretLabel.Name] = SecretLabel.Value },
    };

    /// <summary>The Connector that brings the meeting to the stream while the stream runs.</summary>
    public static Connector Meeting(LiveStream stream, string name, string secret) =>
        Of(stream, name, Spec(stream, new() { Meeting = FromSecret(secret) }));

    /// <summary>The Connector that brings a meeting to the stream's IVS channel.</summary>
    public static Connector MeetingToIvs(LiveStream stream, string name, string secret) => ToIvs(stream, name, new ConnectorSource { Meeting = FromSecret(secret) });

    /// <summary>The IVS channel, in the stream's account.</summary>
    public static IvsChannel Channel(LiveStream stream, string name) => new()
    {
        Metadata = new() { NamespaceProperty = stream.Metadata.NamespaceProperty, Name = name, OwnerReferences = [OnairResources.LiveStreams.ReferenceTo(stream)] },
        Spec = new() { ProviderRef = new() { Name = stream.ProviderName } },
    };

    /// <summary>The Connector that brings the stream's meeting to IVS, else what the stream's viewers see.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">Name of the IvsChannel and of the Connector.</param>
    /// <param name="meeting">The Connector of the stream's meeting; null without one.</param>
    /// <exception cref="ProblemException">409: there is nothing to show yet.</exception>
    public static Connector ToIvs(LiveStream stream, string name, Connector? meeting)
    {
        var source = meeting?.Spec.Source
            ?? (stream.Recorded.Playback?.Url is { } playback ? new() { Url = new() { Url = playback } }
                : throw ProblemException.Conflict("The stream has no meeting, and no viewer_endpoint yet. Wait for the viewer_endpoint, or call chime_start first."));
        return ToIvs(stream, name, source);
    }

    private static Connector ToIvs(LiveStream stream, string name, ConnectorSource source) =>
        Of(stream, name, new() { State = ConnectorState.Running, Source = source, Target = new() { IvsChannelRef = new() { Name = name } } });

    private static UrlSource FromSecret(string secret) => new() { UrlSecretRef = new() { Name = secret, Key = UrlEntry } };

    private static ConnectorSpec Spec(LiveStream stream, ConnectorSource source) =>
        new() { State = ConnectorState.Running, Source = source, Target = new() { LiveStreamRef = new() { Name = stream.Metadata.Name! } } };

    private static Connector Of(LiveStream stream, string name, ConnectorSpec spec) => new()
    {
        Metadata = new() { NamespaceProperty = stream.Metadata.NamespaceProperty, Name = name, OwnerReferences = [OnairResources.LiveStreams.ReferenceTo(stream)] },
        Spec = spec,
    };
}
