using System.Net;
using System.Text.Json.Nodes;
using Amazon.MediaLive;
using Amazon.Runtime;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Aws.Models;
using Onair.Tests.Unit.Aws.Values;

namespace Onair.Tests.Unit.Aws;

/// <summary>Error responses become the exceptions that AWS's packages have for them.</summary>
public sealed class ErrorTests
{
    public static TheoryData<string, string, string> Errors
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var model in TestModel.All)
            {
                foreach (var (error, operation) in model.Errors) data.Add(model.Namespace, error, operation);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task A_declared_error_is_thrown_as_its_own_exception_with_all_its_members(string service, string error, string operation)
    {
        var model = TestModel.Of(service);
        var shape = model.Shape(error);
        var details = shape.Object("error");
        var (status, code) = (details["httpStatusCode"]?.GetValue<int>() ?? (shape.Flag("fault") ? 500 : 400), details.Text("code") ?? error);
        var tree = Sample.OfMessage(model, error);
        // IVS models the header that carries the code as a member.
        foreach (var (member, _) in shape.Members().Where(m => m.Reference.WireName(m.Name) == "x-amzn-ErrorType")) tree[member] = code;
        // The Chime SDK repeats the request's id in the body; AmazonServiceException has it from the header.
        if (tree.ContainsKey("RequestId")) tree["RequestId"] = "request-1";
        var exception = await ThrownBy(model, operation, WireReply.Error(model, shape, tree, status, code, "what is wrong"));

        exception.GetType().FullName.ShouldBe($"Amazon.{service}.Model.{(error.EndsWith("Exception", StringComparison.Ordinal) ? error : error + "Exception")}");
        exception.StatusCode.ShouldBe((HttpStatusCode)status);
        exception.ErrorCode.ShouldBe(code);
        exception.RequestId.ShouldBe("request-1");
        exception.Message.ShouldBe("what is wrong");
        var own = new JsonObject(tree.Where(m => m.Key.Pascal() != "Message").Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        Trees.Text(Reflected.Read(model, shape, exception)).ShouldBe(Trees.Text(own));
    }

    [Fact]
    public async Task The_code_may_stand_in_the_body()
    {
        var reply = Reply.Json(404, """{"__type":"com.amazonaws.medialive#NotFoundException","message":"gone"}""");

        (await ThrownBy(TestModel.Of("MediaLive"), "DescribeChannel", reply)).ShouldBeOfType<Amazon.MediaLive.Model.NotFoundException>();
    }

    [Fact]
    public async Task An_undeclared_code_is_the_service_s_base_exception()
    {
        var reply = Reply.Json(400, """{"__type":"SomethingNewException","message":"unheard of"}""");

        var exception = (await ThrownBy(TestModel.Of("MediaLive"), "DescribeChannel", reply)).ShouldBeOfType<AmazonMediaLiveException>();
        exception.ErrorCode.ShouldBe("SomethingNewException");
    }

    [Theory]
    [InlineData("MediaLive", "DescribeChannel")]
    [InlineData("CloudFront", "GetDistribution")]
    public async Task A_page_of_a_proxy_is_an_exception_with_its_status_and_no_conclusion(string service, string operation)
    {
        var exception = await ThrownBy(TestModel.Of(service), operation, Reply.Html(404, "<html><body>nothing here</body></html>"));

        exception.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        Onair.Aws.AwsErrorReader.Classify(exception).Kind.ShouldBe(Onair.Aws.AwsErrorKind.Ambiguous);
    }

    [Fact]
    public async Task Broken_details_do_not_hide_the_error()
    {
        var model = TestModel.Of("SyntheticJson");
        var reply = Reply.Json(400, """{"message":"no","Numbers":"not a list"}""");
        reply.Headers["x-amzn-ErrorType"] = "Refused";

        (await ThrownBy(model, "Put", reply)).GetType().Name.ShouldBe("RefusedException");
    }

    [Fact]
    public void A_declared_retryable_error_says_so() =>
        new Amazon.SyntheticJson.Model.RefusedException("no").Retryable.Throttling.ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task An_id_that_is_missing_never_becomes_the_address_of_something_else(string? id)
    {
        await using var server = await LoopbackService.StartAsync(Reply.Json(200, "{}"));
        using var client = new ClientUnderTest(TestModel.Of("MediaLive"), server);

        var exception = await Should.ThrowAsync<AmazonMediaLiveException>(
            () => client.CallAsync("DeleteInput", new Amazon.MediaLive.Model.DeleteInputRequest { InputId = id }));

        exception.Message.ShouldContain("InputId");
        server.Requests.ShouldBeEmpty();
        Onair.Aws.AwsErrorReader.Classify(exception).Kind.ShouldBe(Onair.Aws.AwsErrorKind.Invalid);
    }

    private static async Task<AmazonServiceException> ThrownBy(TestModel model, string operation, Reply reply)
    {
        await using var server = await LoopbackService.StartAsync(reply);
        using var client = new ClientUnderTest(model, server);
        var request = client.NewRequest(operation);
        var input = model.Operation(operation).Object("input").Text("shape");
        Reflected.Fill(model, model.Shape(input!), Sample.OfMessage(model, input), request);
        return await Should.ThrowAsync<AmazonServiceException>(() => client.CallAsync(operation, request));
    }
}
