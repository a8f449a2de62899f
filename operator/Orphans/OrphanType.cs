using Onair.Api.MediaProviders;

namespace Onair.Operator.Orphans;

/// <summary>A type of resources that is listed for a whole account, so that orphans of it can be found.</summary>
/// <param name="Name">In the status and in metrics, e.g. <c>MediaLiveChannel</c>.</param>
/// <param name="Title">In messages, e.g. "MediaLive channel".</param>
/// <param name="Removal">The commands that remove an orphan, given it and its region.</param>
internal sealed record OrphanType(string Name, string Title, Func<OrphanStatus, string, IReadOnlyList<string>> Removal);
