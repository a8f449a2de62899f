using System.Security.Cryptography;
using System.Text;

namespace Onair.Emulator.Sqs;

/// <summary>A message as one ReceiveMessage got it.</summary>
/// <param name="Id">The message's id, the same each time it is received.</param>
/// <param name="Receipt">What deletes it; new each time it is received.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Sent">When it was sent.</param>
/// <param name="Count">How often it was received, this time included.</param>
internal sealed record ReceivedMessage(string Id, string Receipt, string Body, DateTimeOffset Sent, int Count);

/// <summary>
/// A standard queue: a received message is hidden for its visibility timeout and comes again unless it is deleted by then. See "Amazon SQS
/// visibility timeout" and "Amazon SQS short and long polling" in the SQS developer guide. In memory: messages do not outlive the process.
/// </summary>
internal sealed class MessageQueue(TimeProvider time)
{
    /// <summary>AWS's default.</summary>
    public static readonly TimeSpan Visibility = TimeSpan.FromSeconds(30);

    private const string ReceiptPrefix = "AQEB";
    private static readonly TimeSpan Retention = TimeSpan.FromDays(4);
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private TaskCompletionSource _arrival = NewArrival();

    public void Send(string body)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _entries.RemoveAll(e => e.Sent + Retention <= now);
            _entries.Add(new(Guid.NewGuid().ToString(), body, now) { VisibleAt = now });
            _arrival.SetResult();
            _arrival = NewArrival();
        }
    }

    /// <summary>Takes messages that are visible, oldest first, and hides them.</summary>
    public IReadOnlyList<ReceivedMessage> Receive(int maximum, TimeSpan visibility)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var taken = _entries.Where(e => e.VisibleAt <= now).Take(maximum).ToList();
            foreach (var entry in taken)
            {
                (entry.VisibleAt, entry.Count) = (now + visibility, entry.Count + 1);
                entry.Receipt = Receipt(entry);
            }

            return [.. taken.Select(e => new ReceivedMessage(e.Id, e.Receipt, e.Body, e.Sent, e.Count))];
        }
    }

    /// <summary>
    /// Deletes the message of its latest receipt. An older one has no effect, and neither has one whose message is gone.
    /// </summary>
    /// <returns>Whether it is a receipt at all.</returns>
    public bool Delete(string receipt)
    {
        lock (_gate) _entries.RemoveAll(e => e.Receipt == receipt);
        return receipt.StartsWith(ReceiptPrefix, StringComparison.Ordinal);
    }

    /// <summary>Ends when a message is visible, at the latest after the limit.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + limit;
        while (true)
        {
            Task arrival;
            TimeSpan wait;
            lock (_gate)
            {
                var now = time.GetUtcNow();
                var next = _entries.Select(e => e.VisibleAt).Append(end).Min();
                if (next <= now) return;
                (arrival, wait) = (_arrival.Task, next - now);
            }

            await arrival.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static string Receipt(Entry entry) =>
        ReceiptPrefix + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.Id} {entry.Count}")));

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Entry(string id, string body, DateTimeOffset sent)
    {
        public string Id => id;

        public string Body => body;

        public DateTimeOffset Sent => sent;

        public DateTimeOffset VisibleAt { get; set; }

        public int Count { get; set; }

        public string Receipt { get; set; } = "";
    }
}
