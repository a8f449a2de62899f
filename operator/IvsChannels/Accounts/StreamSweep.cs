using System.Collections.Frozen;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>All live streams of an account.</summary>
/// <param name="Began">When the first page was asked for.</param>
/// <param name="Streams">The streams by the ARN of their channel.</param>
internal sealed record StreamSweep(DateTimeOffset Began, FrozenDictionary<string, SeenStream> Streams);
