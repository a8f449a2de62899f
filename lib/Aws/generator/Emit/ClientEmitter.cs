using static Onair.Aws.Generator.Emit.Naming;

namespace Onair.Aws.Generator.Emit;

/// <summary>Configuration, interface and client, with the constructors AWS's packages have.</summary>
internal static class ClientEmitter
{
    public static string Emit(ServiceContext service)
    {
        var code = new CodeWriter(service.Namespace, "System.Net", "Amazon.Runtime", "Amazon.Runtime.Internal", "Onair.Aws.Clients", $"{service.Namespace}.Model");
        Config(code, service);
        Bases(code, service);
        Interface(code, service);
        Client(code, service);
        return code.ToString();
    }

    private static void Config(CodeWriter code, ServiceContext service)
    {
        var metadata = service.Model.Metadata;
        var arguments = new List<string> { metadata.ServiceId, metadata.EndpointPrefix, metadata.SigningName ?? metadata.EndpointPrefix, metadata.ApiVersion };
        if (metadata.GlobalEndpoint is { } endpoint) arguments.Add(endpoint);
        code.Line("");
        code.Line($"public partial class {service.Config}() : RestServiceConfig({string.Join(", ", arguments.Select(Literal))});");
    }

    private static void Bases(CodeWriter code, ServiceContext service)
    {
        code.Line("");
        code.Line($"public abstract partial class Amazon{service.Name}Request : AmazonWebServiceRequest {{ }}");
        code.Block(
            $"public partial class {service.Exception}({ErrorEmitter.Parameters}) : AmazonServiceException({ErrorEmitter.Arguments})",
            () => ErrorEmitter.MessageConstructor(code, service.Exception));
    }

    private static void Interface(CodeWriter code, ServiceContext service) =>
        code.Block($"public partial interface IAmazon{service.Name} : IAmazonService, IDisposable", () =>
        {
            if (service.Paged.Any()) code.Line($"I{service.Name}PaginatorFactory Paginators {{ get; }}");
            foreach (var name in service.Operations) code.Line($"{Signature(name)};");
            // Here and not in the client: a substitute of the interface could not implement them.
            code.Line($"static ClientConfig IAmazonService.CreateDefaultClientConfig() => new {service.Config}();");
            code.Line("static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>");
            code.Line($"    new {service.Client}(awsCredentials, ({service.Config})clientConfig);");
        });

    private static void Client(CodeWriter code, ServiceContext service) =>
        code.Block($"public partial class {service.Client} : RestServiceClient, IAmazon{service.Name}", () =>
        {
            var (client, config) = (service.Client, service.Config);
            code.Line($"public {client}() : base(new {config}()) {{ }}");
            code.Line($"public {client}(RegionEndpoint region) : base(new {config} {{ RegionEndpoint = region }}) {{ }}");
            code.Line($"public {client}({config} config) : base(config) {{ }}");
            code.Line($"public {client}(AWSCredentials credentials) : base(credentials, new {config}()) {{ }}");
            code.Line($"public {client}(AWSCredentials credentials, RegionEndpoint region) : base(credentials, new {config} {{ RegionEndpoint = region }}) {{ }}");
            code.Line($"public {client}(AWSCredentials credentials, {config} clientConfig) : base(credentials, clientConfig) {{ }}");
            code.Line($"protected override IServiceMetadata ServiceMetadata {{ get; }} = new RestServiceMetadata({Literal(service.Model.Metadata.ServiceId)});");
            if (service.Paged.Any()) code.Line($"public I{service.Name}PaginatorFactory Paginators => field ??= new {service.Name}PaginatorFactory(this);");
            foreach (var name in service.Operations)
                code.Line($"public virtual {Signature(name)} => InvokeAsync(Operations.{name}, request, cancellationToken);");
        });

    private static string Signature(string operation) =>
        $"Task<{operation}Response> {operation}Async({operation}Request request, CancellationToken cancellationToken = default)";
}
