namespace Onair.VideoActions.Requests;

/// <summary>A request as it is to be sent. Headers and body may hold credentials: never logged.</summary>
/// <param name="Action">What it is for.</param>
/// <param name="Method">Method.</param>
/// <param name="Url">URL.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Body">JSON; null without a body.</param>
public sealed record VideoRequest(
    VideoAction Action, HttpMethod Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, string? Body)
{
    /// <summary>Action, method and URL.</summary>
    public override string ToString() => $"{Action} {Method} {Url}";
}
