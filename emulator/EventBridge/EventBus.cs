using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.Sqs;
using Onair.Emulator.State;

namespace Onair.Emulator.EventBridge;

/// <summary>
/// EventBridge with one rule: all of MediaLive's events go to the queue <see cref="EmulatorOptions.EventQueue"/>. Without it, nobody is told.
/// The envelope is that of "AWS service event metadata" in the EventBridge user guide.
/// </summary>
internal sealed class EventBus(QueueStore queues, EmulatorOptions options, TimeProvider time)
{
    private readonly MessageQueue? _target = Target(queues, options.EventQueue);

    /// <summary>Delivers an event.</summary>
    /// <param name="detailType">What happened, e.g. <c>MediaLive Channel Alert</c>.</param>
    /// <param name="resources">The ARNs that it is about.</param>
    /// <param name="detail">What the detail type defines.</param>
    public void Publish(string detailType, IReadOnlyList<string> resources, JsonObject detail) => _target?.Send(new JsonObject
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = detailType,
        ["source"] = "aws.medialive",
        ["account"] = options.AccountId,
        ["time"] = Time(time.GetUtcNow()),
        ["region"] = options.Region,
        ["resources"] = resources.ToJson(),
        ["detail"] = detail,
    }.ToJsonString());

    /// <summary>A moment as events give it, to the second.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static MessageQueue? Target(QueueStore queues, string name) =>
        name.Length == 0 ? null
        : queues.TryGet(name, out var queue) ? queue
        : throw new InvalidOperationException($"Emulator:EventQueue: value '{name}' must be one of Emulator:Seed:Queues");
}
