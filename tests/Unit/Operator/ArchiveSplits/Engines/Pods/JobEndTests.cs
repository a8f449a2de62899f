using k8s.Models;
using Onair.Operator.ArchiveSplits.Engines.Pods;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Engines.Pods;

public sealed class JobEndTests
{
    public static TheoryData<string?, string?, string?, string?, string> Failures => new()
    {
        { "BackoffLimitExceeded", "Job has reached the specified backoff limit", "Error", "ffmpeg: no such thing", "ffmpeg: no such thing" },
        { "BackoffLimitExceeded", "Job has reached the specified backoff limit", "OOMKilled", "reading", "OOMKilled: reading" },
        { "DeadlineExceeded", "Job was active longer than specified deadline", null, null, "Job was active longer than specified deadline" },
        { "BackoffLimitExceeded", "Job has reached the specified backoff limit", null, null, "Job has reached the specified backoff limit" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failed_Job_tells_its_pods_last_lines(string? condition, string? message, string? reason, string? said, string expected) =>
        JobEnd.Reason(Job("Failed", condition, message), said is null ? [] : [Pod(1, reason, said)]).ShouldBe(expected);

    [Fact]
    public void A_pod_that_was_evicted_has_no_container_to_tell() =>
        JobEnd.Reason(Job("Failed", "BackoffLimitExceeded", "limit"), [new V1Pod { Status = new() { Phase = "Failed", Message = "The node was low on resource: memory." } }])
            .ShouldBe("The node was low on resource: memory.");

    [Fact]
    public void The_result_is_what_the_successful_pod_said()
    {
        const string said = """{"method":"EdgesEncoded","frames":1800,"seconds":60,"bytes":1234,"parts":2,"bytesRead":99}""";
        JobEnd.Result([Pod(1, "Error", "boom"), Pod(0, "Completed", said)]).ShouldNotBeNull().Frames.ShouldBe(1800);
        JobEnd.Result([Pod(0, "Completed", "done!")]).ShouldBeNull();
        JobEnd.Result([]).ShouldBeNull();
    }

    [Fact]
    public void A_Job_has_ended_when_its_conditions_say_so()
    {
        JobEnd.Of(new V1Job()).ShouldBeNull();
        JobEnd.Of(Job("Complete", null, null)).ShouldBe(true);
        JobEnd.Of(Job("Failed", null, null)).ShouldBe(false);
    }

    private static V1Job Job(string type, string? reason, string? message) =>
        new() { Status = new() { Conditions = [new() { Type = type, Status = "True", Reason = reason, Message = message }] } };

    private static V1Pod Pod(int exitCode, string? reason, string said) =>
        new() { Status = new() { ContainerStatuses = [new() { State = new() { Terminated = new() { ExitCode = exitCode, Reason = reason, Message = said } } }] } };
}
