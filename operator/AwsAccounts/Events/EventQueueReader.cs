using Amazon.SQS.Model;
using Onair.Primitives;

namespace Onair.Operator.AwsAccounts.Events;

/// <summary>
/// Reads the account's event queue. An event is deleted once it was handled; one whose handling failed comes again, and SQS may deliver any
/// event twice.
/// </summary>
/// <param name="account">An account with an <c>eventQueueUrl</c>.</param>
/// <param name="handle">Gets each event of this account and region. Events of other accounts and regions, and what is no event, are deleted unseen.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">For failures.</param>
internal sealed partial class EventQueueReader(
    ProviderAccount account, Func<AccountEvent, ValueTask> handle, TimeProvider time, ILogger<EventQueueReader> logger)
{
    private const int BatchSize = 10;

    // Within the timeout of a call, see ClientSettings.
    private const int WaitSeconds = 10;

    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    private readonly string _queueUrl = account.Aws.EventQueueUrl ?? throw new ArgumentException("The account has no spec.aws.eventQueueUrl.", nameof(account));
    private long _lastRead;

    /// <summary>
    /// When the queue was last read successfully; null before the first time. It tells that the queue can be read, not that EventBridge still
    /// delivers to it.
    /// </summary>
    public DateTimeOffset? LastRead => Interlocked.Read(ref _lastRead) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    // The URL of a queue names its account: https://sqs.eu-central-1.amazonaws.com/123456789012/onair-events
    private string AccountId => new Uri(_queueUrl).Segments[1].TrimEnd('/');

    /// <summary>Reads until it is cancelled; after a failure it pauses for longer and longer, up to a minute.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(cancellationToken);
                failures = 0;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                var pause = Pauses.After(++failures);
                LogFailed(e, _queueUrl, pause);
                await Task.Delay(Jitter.Around(pause), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Waits a few seconds for events, handles those that come, and deletes them.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest { QueueUrl = _queueUrl, MaxNumberOfMessages = BatchSize, WaitTimeSeconds = WaitSeconds };
        var response = await account.Sqs.CallAsync("ReceiveMessage", (sqs, c) => sqs.ReceiveMessageAsync(request, c), cancellationToken);
        Interlocked.Exchange(ref _lastRead, time.GetUtcNow().UtcTicks);
        var handled = new List<DeleteMessageBatchRequestEntry>();
        foreach (var message in response.Messages ?? [])
        {
            if (await HandleAsync(message)) handled.Add(new() { Id = $"m{handled.Count}", ReceiptHandle = message.ReceiptHandle });
        }

        if (handled.Count == 0) return;
        var delete = new DeleteMessageBatchRequest { QueueUrl = _queueUrl, Entries = handled };
        var deleted = await account.Sqs.CallAsync("DeleteMessageBatch", (sqs, c) => sqs.DeleteMessageBatchAsync(delete, c), cancellationToken);
        foreach (var failed in deleted.Failed ?? []) LogNotDeleted(_queueUrl, failed.Code, failed.Message);
    }

    private async Task<bool> HandleAsync(Message message)
    {
        if (AccountEvent.Parse(message.Body ?? "") is not { } accountEvent || accountEvent.AccountId != AccountId || accountEvent.Region != account.Aws.Region)
        {
            LogIgnored(_queueUrl, message.MessageId);
            return true;
        }

        try
        {
            await handle(accountEvent);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One event must not keep the others of its batch from being deleted.
            LogNotHandled(e, _queueUrl, message.MessageId);
            return false;
        }
    }

    [LoggerMessage(84, LogLevel.Warning, "Queue {Queue} cannot be read; the next attempt is in {Pause}")]
    private partial void LogFailed(Exception exception, string queue, TimeSpan pause);

    [LoggerMessage(85, LogLevel.Debug, "Queue {Queue}: message {Id} is not a MediaLive event of this account and region; it is ignored")]
    private partial void LogIgnored(string queue, string id);

    [LoggerMessage(86, LogLevel.Warning, "Queue {Queue}: the event of message {Id} could not be handled; SQS delivers it again")]
    private partial void LogNotHandled(Exception exception, string queue, string id);

    [LoggerMessage(87, LogLevel.Warning, "Queue {Queue}: an event could not be deleted, and SQS delivers it again: {Code}, {Reason}")]
    private partial void LogNotDeleted(string queue, string? code, string? reason);
}
