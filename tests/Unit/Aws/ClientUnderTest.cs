using System.Reflection;
using Amazon.Runtime;
using Onair.Aws.Clients;
using Onair.Tests.Unit.Aws.Loopback;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws;

/// <summary>The client of any service, called by operation name.</summary>
internal sealed class ClientUnderTest : IDisposable
{
    public const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string Region = "eu-central-1";

    private readonly RestServiceClient _client;
    private readonly TestModel _model;

    public ClientUnderTest(TestModel model, LoopbackService service, int retries = 0)
    {
        _model = model;
        var config = (RestServiceConfig)Activator.CreateInstance(Type($"Amazon{model.Namespace}Config"))!;
        config.ServiceURL = service.Url;
        config.AuthenticationRegion = Region;
        config.MaxErrorRetry = retries;
        _client = (RestServiceClient)Activator.CreateInstance(
            Type($"Amazon{model.Namespace}Client"), new BasicAWSCredentials("AKIDEXAMPLE", Secret), config)!;
    }

    public object Paginators => _client.GetType().GetProperty("Paginators")!.GetValue(_client)!;

    public object NewRequest(string operation) => Activator.CreateInstance(Type($"Model.{operation}Request"))!;

    public async Task<AmazonWebServiceResponse> CallAsync(string operation, object request)
    {
        var task = (Task)_client.GetType().GetMethod($"{operation}Async")!.Invoke(_client, [request, CancellationToken.None])!;
        await task;
        return (AmazonWebServiceResponse)task.GetType().GetProperty("Result")!.GetValue(task)!;
    }

    public Type Type(string name) => Find(Assembly.GetExecutingAssembly(), name) ?? Find(typeof(RestServiceClient).Assembly, name)
        ?? throw new InvalidOperationException($"there is no class Amazon.{_model.Namespace}.{name}");

    public void Dispose() => _client.Dispose();

    private Type? Find(Assembly assembly, string name) => assembly.GetType($"Amazon.{_model.Namespace}.{name}");
}
