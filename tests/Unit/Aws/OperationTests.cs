using System.Text.Json.Nodes;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Aws.Models;
using Onair.Tests.Unit.Aws.Values;

namespace Onair.Tests.Unit.Aws;

/// <summary>Every operation of every client, with every member set, against a server that knows nothing but the model.</summary>
public sealed class OperationTests
{
    public static TheoryData<string, string> Operations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var model in TestModel.All)
            {
                foreach (var operation in model.Operations) data.Add(model.Namespace, operation);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_request_carries_all_its_members_where_the_model_wants_them_and_a_valid_signature(string service, string operation)
    {
        var model = TestModel.Of(service);
        var definition = model.Operation(operation);
        var sent = Sample.OfMessage(model, definition.Object("input").Text("shape"));
        await using var server = await LoopbackService.StartAsync(WireReply.Write(model, operation, Output(model, operation)));
        using var client = new ClientUnderTest(model, server);
        var request = client.NewRequest(operation);
        Reflected.Fill(model, Shape(model, definition, "input"), sent, request);

        await client.CallAsync(operation, request);

        var received = server.Requests.ShouldHaveSingleItem();
        SigV4.Mismatch(received, ClientUnderTest.Secret, ClientUnderTest.Region, model.SigningName).ShouldBeNull();
        Trees.Text(WireRequest.Read(model, operation, received)).ShouldBe(Trees.Text(sent));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_response_is_read_with_all_its_members(string service, string operation)
    {
        var model = TestModel.Of(service);
        var definition = model.Operation(operation);
        var answered = Output(model, operation);
        await using var server = await LoopbackService.StartAsync(WireReply.Write(model, operation, answered));
        using var client = new ClientUnderTest(model, server);
        var request = client.NewRequest(operation);
        Reflected.Fill(model, Shape(model, definition, "input"), Sample.OfMessage(model, definition.Object("input").Text("shape")), request);

        var response = await client.CallAsync(operation, request);

        Trees.Text(Reflected.Read(model, Shape(model, definition, "output"), response)).ShouldBe(Trees.Text(answered));
        response.ResponseMetadata.RequestId.ShouldBe("request-1");
    }

    private static JsonObject Output(TestModel model, string operation) =>
        Sample.OfMessage(model, model.Operation(operation).Object("output").Text("shape"));

    private static JsonObject Shape(TestModel model, JsonObject definition, string side) =>
        definition[side] is JsonObject reference ? model.Target(reference) : [];
}
