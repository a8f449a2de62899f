using Onair.Aws.Generator.Pruning;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator;

internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["generate", var models, var operations, var output]:
                    Generation.Run(models, operations, output);
                    return 0;
                case ["prune", var models, var operations, var data, .. var added] when added.Length != 1:
                    Prune.Run(models, operations, new BotocoreData(data), added);
                    return 0;
                default:
                    Console.Error.WriteLine("""
                        usage: Onair.Aws.Generator generate <models directory> <operations.json> <output directory>
                               Onair.Aws.Generator prune <models directory> <operations.json> <botocore's data directory> [<service> <operation>...]
                        """);
                    return 2;
            }
        }
        catch (InvalidModelException exception)
        {
            // The form that MSBuild recognizes, so that the build log shows it as an error.
            Console.Error.WriteLine($"Onair.Aws.Generator : error AWSGEN001: {exception.Message}");
            return 1;
        }
    }
}
