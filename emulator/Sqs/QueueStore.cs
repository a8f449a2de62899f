using System.Diagnostics.CodeAnalysis;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.Sqs;

/// <summary>The queues that are configured; none are made by requests.</summary>
internal sealed class QueueStore(EmulatorOptions options, TimeProvider time)
{
    private readonly Dictionary<string, MessageQueue> _queues =
        options.Seed.Queues.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => new MessageQueue(time), StringComparer.Ordinal);

    public bool TryGet(string name, [MaybeNullWhen(false)] out MessageQueue queue) => _queues.TryGetValue(name, out queue);

    /// <summary>The queue of a URL, <c>http://any-host/{account}/{name}</c>: the host is the one that the client knows the emulator by.</summary>
    /// <exception cref="OperationException">There is none.</exception>
    public MessageQueue OfUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.AbsolutePath.Split('/') is ["", var account, var name] && account == options.AccountId && TryGet(name, out var queue)
            ? queue
            : throw new OperationException("QueueDoesNotExist", "The specified queue does not exist.");
}
