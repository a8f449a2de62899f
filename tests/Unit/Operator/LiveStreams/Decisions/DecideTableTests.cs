using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>
/// The next step for every state of the channel × of the input × desired state × pending change × deletion. Columns:
/// the stream is to run; to run with a change that needs idle; the same with applyPolicy Immediately; to stop; to stop with
/// a change; is deleted; is deleted with Retain.
/// </summary>
public sealed class DecideTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Columns = ["run", "run+change", "run+change!", "stop", "stop+change", "delete", "retain"];

    // A whole table for an input that is there: it must not matter then whether it says ATTACHED or DETACHED.
    private const string InputThere = """
        channel      | run           | run+change   | run+change!    | stop          | stop+change    | delete         | retain
        Changing     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Idle         | Start         | UpdateChannel| UpdateChannel  | CloseSession  | CloseSession   | CloseSession   | Release
        Starting     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Running      | Settle        | Settle+      | Stop           | Stop          | Stop           | Stop           | Release
        Stopping     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Deleting     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        CreateFailed | DeleteChannel | DeleteChannel| DeleteChannel  | DeleteChannel | DeleteChannel  | DeleteChannel  | Release
        UpdateFailed | Start         | UpdateChannel| UpdateChannel  | CloseSession  | CloseSession   | CloseSession   | Release
        Absent       | LoseChannel   | LoseChannel  | LoseChannel    | LoseChannel   | LoseChannel    | LookChannelTag | LoseChannel
        """;

    // A change of the input waits for idle like one of the channel, and is made first.
    private const string InputDiffers = """
        channel      | run           | run+change   | run+change!    | stop          | stop+change    | delete         | retain
        Changing     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Idle         | UpdateInput   | UpdateInput  | UpdateInput    | CloseSession  | CloseSession   | CloseSession   | Release
        Starting     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Running      | Settle+       | Settle+      | Stop           | Stop          | Stop           | Stop           | Release
        Stopping     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Deleting     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        CreateFailed | DeleteChannel | DeleteChannel| DeleteChannel  | DeleteChannel | DeleteChannel  | DeleteChannel  | Release
        UpdateFailed | UpdateInput   | UpdateInput  | UpdateInput    | CloseSession  | CloseSession   | CloseSession   | Release
        Absent       | LoseChannel   | LoseChannel  | LoseChannel    | LoseChannel   | LoseChannel    | LookChannelTag | LoseChannel
        """;

    // An input on its way is waited for, but a channel that is not to run is stopped first. A deletion goes on until the input's turn.
    private const string InputOnItsWay = """
        channel      | run           | run+change   | run+change!    | stop          | stop+change    | delete         | retain
        Changing     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Idle         | Wait          | Wait         | Wait           | Wait          | Wait           | CloseSession   | Release
        Starting     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Running      | Wait          | Wait         | Wait           | Stop          | Stop           | Stop           | Release
        Stopping     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        Deleting     | Wait          | Wait         | Wait           | Wait          | Wait           | Wait           | Release
        CreateFailed | Wait          | Wait         | Wait           | Wait          | Wait           | DeleteChannel  | Release
        UpdateFailed | Wait          | Wait         | Wait           | Wait          | Wait           | CloseSession   | Release
        Absent       | Wait          | Wait         | Wait           | Wait          | Wait           | LookChannelTag | LoseChannel
        """;

    private const string InputCreateFailed = """
        channel      | run           | run+change   | run+change!    | stop          | stop+change    | delete         | retain
        Changing     | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | Wait           | Release
        Idle         | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | CloseSession   | Release
        Starting     | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | Wait           | Release
        Running      | DeleteInput   | DeleteInput  | DeleteInput    | Stop          | Stop           | Stop           | Release
        Stopping     | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | Wait           | Release
        Deleting     | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | Wait           | Release
        CreateFailed | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | DeleteChannel  | Release
        UpdateFailed | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | CloseSession   | Release
        Absent       | DeleteInput   | DeleteInput  | DeleteInput    | DeleteInput   | DeleteInput    | LookChannelTag | LoseChannel
        """;

    private const string InputGone = """
        channel      | run           | run+change   | run+change!    | stop          | stop+change    | delete         | retain
        Changing     | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | Wait           | Release
        Idle         | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | CloseSession   | Release
        Starting     | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | Wait           | Release
        Running      | LoseInput     | LoseInput    | LoseInput      | Stop          | Stop           | Stop           | Release
        Stopping     | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | Wait           | Release
        Deleting     | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | Wait           | Release
        CreateFailed | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | DeleteChannel  | Release
        UpdateFailed | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | CloseSession   | Release
        Absent       | LoseInput     | LoseInput    | LoseInput      | LoseInput     | LoseInput      | LookChannelTag | RecordMissing
        """;

    public static TheoryData<string, string, string, string> Cells()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var (inputs, table) in new (string[], string)[]
        {
            (["Attached", "Idle"], InputThere), (["Attached+"], InputDiffers), (["Changing", "Deleting"], InputOnItsWay),
            (["CreateFailed"], InputCreateFailed), (["Absent"], InputGone),
        })
            foreach (var input in inputs)
                foreach (var row in table.Split('\n').Skip(1).Select(r => r.Split('|', StringSplitOptions.TrimEntries)))
                    for (var column = 0; column < Columns.Length; column++)
                        data.Add(row[0], input, Columns[column], row[column + 1]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_next_step_is_as_the_table_says(string channel, string input, string column, string expected) =>
        Name(DecideLiveStream.Next(View(channel, input, column))).ShouldBe(expected);

    [Fact]
    public void Each_table_names_every_state_of_the_channel()
    {
        foreach (var table in new[] { InputThere, InputDiffers, InputOnItsWay, InputCreateFailed, InputGone })
            table.Split('\n').Skip(1).Select(r => r.Split('|')[0].Trim()).Except(["Absent"])
                .ShouldBe(Enum.GetNames<Lifecycle>().Except(["Attached", "Deleted"]), ignoreOrder: true);
    }

    /// <summary>What must hold in every cell, whatever the table says.</summary>
    [Fact]
    public void No_cell_takes_a_show_off_air_that_is_to_go_on()
    {
        foreach (var cell in Cells())
        {
            var (channel, input, column, step) = ((string)cell[0], (string)cell[1], (string)cell[2], (string)cell[3]);
            if (step == "Stop") (column is "run" or "run+change").ShouldBeFalse($"{channel} {input} {column}");
            if (step is "UpdateChannel" or "UpdateInput" or "Start") (channel is "Idle" or "UpdateFailed").ShouldBeTrue($"{channel} {input} {column}");
            if (step == "DeleteChannel") (channel is "Idle" or "CreateFailed" or "UpdateFailed" or "Absent").ShouldBeTrue($"{channel} {input} {column}");
            if (column == "retain") step.ShouldBeOneOf("Release", "LoseChannel", "RecordMissing");
        }
    }

    private static LiveStreamView View(string channel, string input, string column)
    {
        // A session is open from before the start until the channel is idle again.
        var ran = channel is "Running" or "Stopping" or "Starting";
        var change = column.Contains("+change", StringComparison.Ordinal);
        return new()
        {
            Uid = "uid",
            Spec = new()
            {
                ProviderRef = new() { Name = "p" },
                State = column.StartsWith("stop", StringComparison.Ordinal) ? StreamState.Stopped : StreamState.Running,
                ApplyPolicy = column.EndsWith('!') || (column == "run+change!") ? ApplyPolicy.Immediately : ApplyPolicy.WhenIdle,
                DeletionPolicy = column == "retain" ? DeletionPolicy.Retain : DeletionPolicy.Delete,
            },
            Status = new()
            {
                CurrentSessionId = "s",
                Sessions = [new() { Id = "s", ArchivePath = "s3://b/s", StartedAt = Noon, RunningAt = ran ? Noon : null }],
                Ingest = new(),
                Playback = new() { Url = "http://x/out/v1/e/index.m3u8" },
                Resources = new()
                {
                    Provider = "p",
                    ChannelId = "Channel",
                    InputId = "Input",
                    InputSecurityGroupId = "InputSecurityGroup",
                    PackageChannelId = "PackageChannel",
                    PackageEndpointId = "PackageEndpoint",
                    Input = new() { Type = InputType.RtmpPush, Redundancy = InputRedundancy.Single },
                    Missing = MissingOf(channel, input),
                },
            },
            Now = Noon,
            Deleting = column is "delete" or "retain",
            LookAtAll = true,
            Receiving = true,
            Observed = new Dictionary<ResourceKind, ObservedResource>
            {
                [ResourceKind.Behaviour] = ObservedResource.Absent with { ByTag = true },
                [ResourceKind.InputSecurityGroup] = See("InputSecurityGroup", "Attached"),
                [ResourceKind.SourceCredentials] = ObservedResource.Absent with { ByTag = true },
                [ResourceKind.PackageChannel] = See("PackageChannel", "Idle"),
                [ResourceKind.PackageEndpoint] = See("PackageEndpoint", "Idle"),
                [ResourceKind.Input] = See("Input", input.TrimEnd('+'), input.EndsWith('+') ? "spec.input.sources[0].url" : null),
                [ResourceKind.Channel] = See("Channel", channel, change ? "spec.encoder.gopSeconds" : null),
            },
        };
    }

    // Looked for often enough, and for long enough, to count as lost.
    private static MissingResource? MissingOf(string channel, string input) => input == "Absent" || channel == "Absent"
        ? new() { Resource = input == "Absent" ? "Input" : "Channel", Looks = 3, Since = Noon.AddHours(-1) }
        : null;

    private static ObservedResource See(string id, string state, string? difference = null) => state == "Absent"
        ? ObservedResource.Absent
        : new(id, Enum.Parse<Lifecycle>(state))
        {
            ArchivePath = "s3://b/s",
            Differences = difference is null ? [] : [difference],
            Urls = ["url"],
            Arn = $"arn:{id}",
            Tag = new("uid"),
        };

    private static string Name(ReconcileStep step) => step switch
    {
        LiveStreamStep.Update u => $"Update{u.Kind}",
        LiveStreamStep.Delete d => $"Delete{d.Kind}",
        LiveStreamStep.RecordLoss l => $"Lose{l.Kind}",
        LiveStreamStep.Look { ByTag: true } l => $"Look{l.Kind}Tag",
        LiveStreamStep.Settle { PendingFields.Count: > 0 } => "Settle+",
        _ => step.GetType().Name,
    };
}
