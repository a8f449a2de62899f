using Onair.Gateway.Relays;
using Onair.Relays;

namespace Onair.Gateway.Player;

/// <summary>Streams that a relay copies, as viewers see them. Pure functions.</summary>
internal static class RelayPages
{
    private const string Folder = "/video-player/relay";

    /// <summary>The pattern of its files' paths.</summary>
    public const string Route = Folder + "/{id}/{token}/{file}";

    /// <summary>The subject of tokens for the files of a relay. No URL and no path of an object is like it.</summary>
    public static string Subject(string id) => $"relay/{id}";

    /// <summary>A stream before its relay was asked: opening a page starts none, only its script does.</summary>
    public static PageState Begin(PlayUrl url) => new() { Availability = Availability.Starting, Title = url.Name, IsRelayed = true };

    /// <summary>A stream with its relay.</summary>
    /// <param name="url">The stream.</param>
    /// <param name="relay">How the relay is doing.</param>
    /// <param name="token">A token for its files. It is a part of the path, because the names in a playlist follow the path and not the query.</param>
    public static PageState Of(PlayUrl url, RelayView relay, string token)
    {
        var page = Begin(url) with { Problem = relay.IsFull ? PageProblem.Full : ProblemOf(relay.Problem) };
        return relay.IsLive ? page with { Availability = Availability.Live, Url = $"{Folder}/{RelayUrl.Id(url.Url)}/{token}/{RelayFiles.Playlist}", Format = MediaFormat.Hls } : page;
    }

    private static PageProblem? ProblemOf(RelayProblem? problem) => problem switch
    {
        RelayProblem.NoAnswer => PageProblem.NoAnswer,
        RelayProblem.Refused => PageProblem.Refused,
        RelayProblem.Unplayable => PageProblem.Unplayable,
        _ => null,
    };
}
