using System.Text.Json.Nodes;
using Onair.Emulator.MediaConvert.Transcoding;

namespace Onair.Tests.Unit.Emulator.MediaConvert;

public sealed class JobLifeTests
{
    [Fact]
    public async Task A_job_is_submitted_progresses_and_is_complete()
    {
        using var plane = new ControlPlane();
        var job = await plane.CreateAsync();
        var id = (string)job["id"]!;
        ((string)job["status"]!).ShouldBe("SUBMITTED");
        ((string)job["arn"]!).ShouldBe($"arn:aws:mediaconvert:us-east-1:000000000000:jobs/{id}");
        ((string)job["queue"]!).ShouldBe("arn:aws:mediaconvert:us-east-1:000000000000:queues/Default");
        ((string)job["userMetadata"]!["section"]!).ShouldBe("1");

        plane.Time.Advance(3);
        await plane.JobAsync(id, "PROGRESSING");
        await plane.Transcoder.ReportAsync(id, JobPhase.Transcoding, 40);
        var running = await plane.JobAsync(id, "PROGRESSING");
        ((string)running["currentPhase"]!).ShouldBe("TRANSCODING");
        ((int)running["jobPercentComplete"]!).ShouldBe(40);
        running["timing"]!["finishTime"].ShouldBeNull();

        await plane.Transcoder.EndAsync(id);
        plane.Time.Advance(10);
        var done = await plane.JobAsync(id, "COMPLETE");
        ((int)done["jobPercentComplete"]!).ShouldBe(100);
        ((int)done["outputGroupDetails"]![0]!["outputDetails"]![0]!["durationInMs"]!).ShouldBe(1000);
        ((long)done["timing"]!["finishTime"]!).ShouldBe(plane.Time.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task A_job_that_fails_says_why()
    {
        using var plane = new ControlPlane();
        var id = await plane.ProgressingAsync();
        await plane.Transcoder.FailAsync(id, new JobFailureException(1404, "no such file"));
        plane.Time.Advance(10);
        var job = await plane.JobAsync(id, "ERROR");
        ((int)job["errorCode"]!).ShouldBe(1404);
        ((string)job["errorMessage"]!).ShouldBe("no such file");
    }

    [Fact]
    public async Task An_unexpected_exception_becomes_error_1999()
    {
        using var plane = new ControlPlane();
        var id = await plane.ProgressingAsync();
        await plane.Transcoder.FailAsync(id, new IOException("the disk is full"));
        plane.Time.Advance(10);
        var job = await plane.JobAsync(id, "ERROR");
        ((int)job["errorCode"]!).ShouldBe(1999);
        ((string)job["errorMessage"]!).ShouldContain("the disk is full");
    }

    [Fact]
    public async Task A_running_job_that_is_canceled_stops_and_stays_canceled()
    {
        using var plane = new ControlPlane();
        var id = await plane.ProgressingAsync();
        await plane.Transcoder.PlanAsync(id);
        (await plane.MediaConvert("DELETE", $"/jobs/{id}")).Status.ShouldBe(202);
        await plane.Transcoder.StoppedAsync(id);
        plane.Time.Advance(100);
        await plane.JobAsync(id, "CANCELED");
        var (status, body) = await plane.MediaConvert("DELETE", $"/jobs/{id}");
        status.ShouldBe(409);
        ((string)body["message"]!).ShouldContain("CANCELED");
    }

    [Fact]
    public async Task A_job_that_waits_can_be_canceled_and_never_runs()
    {
        using var plane = new ControlPlane();
        var id = (string)(await plane.CreateAsync())["id"]!;
        (await plane.MediaConvert("DELETE", $"/jobs/{id}")).Status.ShouldBe(202);
        plane.Time.Advance(100);
        await plane.JobAsync(id, "CANCELED");
    }

    [Fact]
    public async Task A_token_brings_the_job_it_made_for_a_minute()
    {
        using var plane = new ControlPlane();
        var first = (string)(await plane.CreateAsync(JobRequests.Job(token: "t")))["id"]!;
        plane.Time.Advance(59);
        ((string)(await plane.CreateAsync(JobRequests.Job(token: "t")))["id"]!).ShouldBe(first);
        plane.Time.Advance(1);
        ((string)(await plane.CreateAsync(JobRequests.Job(token: "t")))["id"]!).ShouldNotBe(first);
        ((JsonArray)(await plane.MediaConvert("GET", "/jobs")).Body["jobs"]!).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_job_that_ran_when_the_emulator_died_runs_again()
    {
        using var plane = new ControlPlane();
        var id = await plane.ProgressingAsync();
        await plane.Transcoder.ReportAsync(id, JobPhase.Transcoding, 40);
        using var next = await plane.RestartAsync();
        await next.Transcoder.EndAsync(id);
        next.Time.Advance(10);
        ((string)(await next.JobAsync(id, "COMPLETE"))["userMetadata"]!["section"]!).ShouldBe("1");
        ((string)(await next.MediaConvert("GET", $"/tags/{Uri.EscapeDataString($"arn:aws:mediaconvert:us-east-1:000000000000:jobs/{id}")}"))
            .Body["resourceTags"]!["tags"]!["onair.dev/uid"]!).ShouldBe("u-1");
    }
}
